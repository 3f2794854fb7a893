package dev.anvil.libp2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class AddressTokensTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 4000);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AddressTokens tokens = new AddressTokens(now::get);
    private final ByteBuf id = Unpooled.wrappedBuffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    private ByteBuf token() {
        ByteBuf token = Unpooled.buffer();
        assertThat(tokens.writeToken(token, id, CLIENT)).isTrue();
        assertThat(token.readableBytes()).isLessThanOrEqualTo(tokens.maxTokenLength());
        return token;
    }

    @Test
    void aTokenIsGoodForItsAddressAndTellsTheConnectionId() {
        ByteBuf token = token();
        int offset = tokens.validateToken(token, CLIENT);
        assertThat(token.slice(offset, token.readableBytes() - offset)).isEqualTo(id);
        assertThat(tokens.validateToken(token, new InetSocketAddress("192.0.2.2", 4000)))
                .isNegative();
        assertThat(tokens.validateToken(token, new InetSocketAddress("192.0.2.1", 4001)))
                .isNegative();
    }

    @Test
    void aTokenGetsOld() {
        ByteBuf token = token();
        now.set(Instant.EPOCH.plus(AddressTokens.VALIDITY));
        assertThat(tokens.validateToken(token, CLIENT)).isPositive();
        now.set(Instant.EPOCH.plus(AddressTokens.VALIDITY).plusMillis(1));
        assertThat(tokens.validateToken(token, CLIENT)).isNegative();
    }

    @Test
    void noByteOfATokenCanBeChanged() {
        for (int i = 0; i < token().readableBytes(); i++) {
            ByteBuf forged = token();
            forged.setByte(i, forged.getByte(i) ^ 1);
            assertThat(tokens.validateToken(forged, CLIENT)).isNegative();
        }
        assertThat(tokens.validateToken(Unpooled.EMPTY_BUFFER, CLIENT)).isNegative();
        assertThat(new AddressTokens(now::get).validateToken(token(), CLIENT)).isNegative();
    }
}
