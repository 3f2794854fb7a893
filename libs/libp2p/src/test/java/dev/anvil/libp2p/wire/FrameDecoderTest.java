package dev.anvil.libp2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FrameDecoderTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(10));

    private static ByteBuf frame(String body) {
        return Frame.of(Unpooled.buffer().alloc(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void framesAreFoundWhereverTheStreamIsCut() {
        ByteBuf two = Unpooled.wrappedBuffer(frame("first"), frame("second"));
        while (two.isReadable()) {
            channel.writeInbound(two.readBytes(1));
        }
        assertThat(text()).isEqualTo("first");
        assertThat(text()).isEqualTo("second");
        assertThat((Object) channel.readInbound()).isNull();
    }

    private String text() {
        ByteBuf frame = channel.readInbound();
        return frame.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFrameAboveTheLimitIsRefusedByItsLengthAlone() {
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {11})))
                .isInstanceOf(DecoderException.class)
                .hasRootCauseInstanceOf(MalformedWireException.class);
    }
}
