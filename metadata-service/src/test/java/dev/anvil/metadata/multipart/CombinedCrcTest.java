package dev.anvil.metadata.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CombinedCrcTest {
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void theChecksumsOfPartsMakeThatOfTheWhole(Checksum.Algorithm algorithm) {
        long seed = System.nanoTime();
        System.out.println("CombinedCrcTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            byte[] whole = new byte[random.nextInt(5000)];
            random.nextBytes(whole);
            List<Part> parts = new ArrayList<>();
            int at = 0;
            while (at < whole.length || parts.isEmpty()) {
                int end = Math.min(whole.length, at + random.nextInt(2000));
                byte[] piece = Arrays.copyOfRange(whole, at, end);
                parts.add(part(parts.size() + 1, piece.length, algorithm, CombinedCrc.over(algorithm, piece)));
                at = end;
            }
            assertThat(CombinedCrc.of(algorithm, parts).orElseThrow().checksum().bytes())
                    .isEqualTo(CombinedCrc.over(algorithm, whole));
        }
    }

    @Test
    void theyAreTheChecksumsThatEveryoneElseComputes() {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
        CRC32 crc32 = new CRC32();
        crc32.update(check);
        CRC32C crc32c = new CRC32C();
        crc32c.update(check);
        assertThat(CombinedCrc.over(Checksum.Algorithm.CRC32, check)).isEqualTo(bytes(crc32.getValue()));
        assertThat(CombinedCrc.over(Checksum.Algorithm.CRC32C, check)).isEqualTo(bytes(crc32c.getValue()));
        assertThat(HexFormat.of().formatHex(CombinedCrc.over(Checksum.Algorithm.CRC64NVME, check)))
                .isEqualTo("ae8b14860a799888");
    }

    @Test
    void aCompositeIsTheChecksumOfTheChecksums() {
        byte[] one = {1, 2, 3, 4};
        byte[] other = {5, 6, 7, 8};
        List<Part> parts =
                List.of(part(1, 10, Checksum.Algorithm.CRC32C, one), part(2, 10, Checksum.Algorithm.CRC32C, other));
        StoredChecksum composite =
                WholeChecksum.of(Checksum.Algorithm.CRC32C, false, parts).orElseThrow();
        assertThat(composite.checksum().bytes())
                .isEqualTo(CombinedCrc.over(Checksum.Algorithm.CRC32C, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        assertThat(composite.parts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Checksum.Algorithm.class)
    void everyAlgorithmHasAComposite(Checksum.Algorithm algorithm) {
        byte[] one = new byte[algorithm.length()];
        StoredChecksum composite = WholeChecksum.of(
                        algorithm, false, List.of(part(1, 10, algorithm, one), part(2, 10, algorithm, one)))
                .orElseThrow();
        assertThat(composite.checksum().algorithm()).isEqualTo(algorithm);
        assertThat(composite.checksum().bytes()).isNotEqualTo(one);
    }

    private static Part part(int number, long size, Checksum.Algorithm algorithm, byte[] value) {
        return new Part(
                new PartNumber(number),
                size,
                new ETag("0".repeat(32)),
                Instant.EPOCH,
                List.of(StoredChecksum.ofWhole(new Checksum(algorithm, value))));
    }

    private static byte[] bytes(long crc) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc).array();
    }
}
