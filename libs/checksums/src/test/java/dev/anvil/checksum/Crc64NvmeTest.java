package dev.anvil.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Crc64NvmeTest {
    @Test
    void hasTheCheckValueOfItsDefinition() {
        Crc64Nvme crc = new Crc64Nvme();
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
        crc.update(check, 0, check.length);
        assertThat(crc.getValue()).isEqualTo(0xae8b14860a799888L);
        crc.reset();
        assertThat(crc.getValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheSameInLongStepsAsOneByOne(boolean natively) {
        assumeTrue(!natively || NativeChecksums.WORK, NativeChecksums::reason);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int length = 0; length < 700; length++) {
            byte[] bytes = new byte[length + 3];
            random.nextBytes(bytes);
            Crc64Nvme atOnce = new Crc64Nvme(natively);
            atOnce.update(bytes, 3, length);
            Crc64Nvme oneByOne = new Crc64Nvme(false);
            for (int i = 3; i < bytes.length; i++) {
                oneByOne.update(bytes[i]);
            }
            assertThat(atOnce.getValue()).as("seed %d, length %d", seed, length).isEqualTo(oneByOne.getValue());
        }
    }
}
