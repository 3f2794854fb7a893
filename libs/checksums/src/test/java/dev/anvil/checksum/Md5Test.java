package dev.anvil.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Md5Test {
    @BeforeEach
    void needsTheNativeCode() {
        assumeTrue(NativeChecksums.WORK, NativeChecksums::reason);
    }

    @Test
    void everyLengthAroundABlockGivesTheDigestOfTheJdk() throws Exception {
        for (int length = 0; length <= 260; length++) {
            byte[] bytes = bytes(length, length);
            Md5 md5 = new CrewedMd5(new Md5Crew());
            md5.update(bytes, 0, length);
            assertThat(md5.digest()).as("of %d bytes", length).isEqualTo(ofTheJdk(bytes));
        }
    }

    /** Fewer than there are lanes, as many, and more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 15, 16, 17, 40})
    void messagesOfManyThreadsDoNotMix(int threads) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Md5Crew crew = new Md5Crew();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                SplittableRandom random = new SplittableRandom(seed + i);
                results.add(executor.submit(() -> isRight(crew, random)));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).as("seed %d", seed).isTrue();
            }
        }
    }

    private static boolean isRight(Md5Crew crew, SplittableRandom random) throws Exception {
        byte[] bytes = bytes(random.nextInt(3_000_000), random.nextLong());
        Md5 md5 = new CrewedMd5(crew);
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(300_000));
            md5.update(bytes, at, count);
            at += count;
        }
        return MessageDigest.isEqual(md5.digest(), ofTheJdk(bytes));
    }

    @Test
    void anInterruptedThreadFinishesItsStretchAndIsStillInterrupted() throws Exception {
        byte[] bytes = bytes(4 << 20, 7);
        Md5Crew crew = new Md5Crew();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(executor.submit(() -> {
                    Thread.currentThread().interrupt();
                    Md5 md5 = new CrewedMd5(crew);
                    md5.update(bytes, 0, bytes.length);
                    return Thread.interrupted() && MessageDigest.isEqual(md5.digest(), ofTheJdk(bytes));
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] ofTheJdk(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("MD5").digest(bytes);
    }
}
