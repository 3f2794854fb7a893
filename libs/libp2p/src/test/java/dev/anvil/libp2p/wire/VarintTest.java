package dev.anvil.libp2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VarintTest {
    /** The examples of the unsigned-varint specification, and the largest value. */
    @ParameterizedTest
    @CsvSource({
        "0,00",
        "1,01",
        "127,7f",
        "128,8001",
        "255,ff01",
        "300,ac02",
        "16384,808001",
        "9223372036854775807,ffffffffffffffff7f"
    })
    void goldenVectorsBothWays(long value, String hex) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, value);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex);
        assertThat(Varint.read(out)).isEqualTo(value);
        assertThat(out.isReadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8000", "ff00", "80808080808080808001", "ffffffffffffffffff01"})
    void longerThanNeededOrAllowedIsRefused(String hex) {
        assertThatThrownBy(() -> Varint.read(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex))))
                .isInstanceOf(MalformedWireException.class);
    }

    @Test
    void cutShortLeavesTheBufferAlone() {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("ffff"));
        assertThat(Varint.tryRead(in)).isEqualTo(Varint.INCOMPLETE);
        assertThat(in.readerIndex()).isZero();
    }

    @Test
    void randomValuesComeBack() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >>> random.nextInt(1, 64);
            ByteBuf buffer = Unpooled.buffer();
            Varint.write(buffer, value);
            assertThat(Varint.read(buffer)).isEqualTo(value);
        }
    }
}
