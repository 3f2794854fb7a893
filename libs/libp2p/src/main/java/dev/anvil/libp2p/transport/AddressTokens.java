package dev.anvil.libp2p.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Retry tokens: whoever wants to connect must first show that it receives what is sent to its address, so that a forged
 * sender costs us one small packet and no memory. A token is good for one address and a few seconds:
 *
 * <pre>mac (32) | milliseconds (8) | the connection id that the client chose first</pre>
 */
final class AddressTokens implements QuicTokenHandler {
    static final Duration VALIDITY = Duration.ofSeconds(10);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int HEADER_BYTES = MAC_BYTES + Long.BYTES;
    private static final int INVALID = -1;

    private final SecretKeySpec key;
    private final InstantSource clock;

    AddressTokens(InstantSource clock) {
        byte[] secret = new byte[MAC_BYTES];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    @Override
    public boolean writeToken(ByteBuf out, ByteBuf connectionId, InetSocketAddress address) {
        long now = clock.millis();
        byte[] id = ByteBufUtil.getBytes(connectionId);
        out.writeBytes(mac(now, id, address));
        out.writeLong(now);
        out.writeBytes(id);
        return true;
    }

    /** Where the connection id begins in a good token. */
    @Override
    public int validateToken(ByteBuf token, InetSocketAddress address) {
        byte[] bytes = ByteBufUtil.getBytes(token);
        if (bytes.length < HEADER_BYTES || bytes.length > maxTokenLength()) {
            return INVALID;
        }
        long written = ByteBuffer.wrap(bytes).getLong(MAC_BYTES);
        long age = clock.millis() - written;
        if (age < 0 || age > VALIDITY.toMillis()) {
            return INVALID;
        }
        byte[] id = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
        boolean ours = MessageDigest.isEqual(mac(written, id, address), Arrays.copyOf(bytes, MAC_BYTES));
        return ours ? HEADER_BYTES : INVALID;
    }

    private byte[] mac(long time, byte[] id, InetSocketAddress address) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(address.getAddress().getAddress());
            mac.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                    .putInt(address.getPort())
                    .putLong(time)
                    .array());
            return mac.doFinal(id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public int maxTokenLength() {
        return HEADER_BYTES + Quic.MAX_CONN_ID_LEN;
    }
}
