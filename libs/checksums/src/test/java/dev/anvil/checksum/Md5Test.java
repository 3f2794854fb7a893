package dev.anvil.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
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

    @Test
    void whoRestsWaitsUntilSomebodyPresses() throws Exception {
        assertDigestsAfter((md5, digesting) -> md5.hurry());
    }

    @Test
    void whoIsInterruptedRestsNoLonger() throws Exception {
        assertDigestsAfter((md5, digesting) -> digesting.interrupt());
    }

    private static void assertDigestsAfter(BiConsumer<Md5, Thread> push) throws Exception {
        byte[] bytes = bytes(1 << 20, 11);
        Md5 md5 = new CrewedMd5(new Md5Crew());
        md5.rest();
        Thread digesting = Thread.startVirtualThread(() -> md5.update(bytes, 0, bytes.length));
        awaitRest(digesting);
        push.accept(md5, digesting);
        assertThat(digesting.join(Duration.ofSeconds(30))).isTrue();
        assertThat(md5.digest()).isEqualTo(ofTheJdk(bytes));
    }

    @Test
    void whoRestsIsTakenAlongByOneWhoDoesNot() throws Exception {
        byte[] bytes = bytes(1 << 20, 12);
        Md5Crew crew = new Md5Crew();
        Md5 resting = new CrewedMd5(crew);
        resting.rest();
        Thread digesting = Thread.startVirtualThread(() -> resting.update(bytes, 0, bytes.length));
        awaitRest(digesting);
        Md5 pressed = new CrewedMd5(crew);
        pressed.update(bytes, 0, bytes.length);
        assertThat(digesting.join(Duration.ofSeconds(30))).isTrue();
        assertThat(resting.digest()).isEqualTo(pressed.digest()).isEqualTo(ofTheJdk(bytes));
    }

    @Test
    void nobodyRestsWhenThereAreEnoughForAllLanes() throws Exception {
        byte[] bytes = bytes(1 << 20, 13);
        Md5Crew crew = new Md5Crew();
        List<Md5> messages =
                Stream.generate(() -> (Md5) new CrewedMd5(crew)).limit(16).toList();
        List<Thread> threads = new ArrayList<>();
        for (Md5 message : messages) {
            message.rest();
            threads.add(Thread.startVirtualThread(() -> message.update(bytes, 0, bytes.length)));
        }
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
        byte[] expected = ofTheJdk(bytes);
        assertThat(messages).allSatisfy(message -> assertThat(message.digest()).isEqualTo(expected));
    }

    /** Pressed at any moment, by another thread, while others begin and end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 17})
    void nobodyRestsForEver(int threads) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Md5Crew crew = new Md5Crew();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                SplittableRandom random = new SplittableRandom(seed + i);
                results.add(executor.submit(() -> isRightWhenPressed(crew, random, executor)));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get(2, TimeUnit.MINUTES)).as("seed %d", seed).isTrue();
            }
        }
    }

    private static boolean isRightWhenPressed(Md5Crew crew, SplittableRandom random, ExecutorService executor)
            throws Exception {
        int stretch = 32 << 10;
        byte[] bytes = bytes(500 * stretch, random.nextLong());
        Md5 md5 = new CrewedMd5(crew);
        for (int at = 0; at < bytes.length; at += stretch) {
            md5.rest();
            Future<?> pressing = executor.submit(md5::hurry);
            md5.update(bytes, at, stretch);
            pressing.get();
        }
        return MessageDigest.isEqual(md5.digest(), ofTheJdk(bytes));
    }

    private static void awaitRest(Thread thread) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
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
