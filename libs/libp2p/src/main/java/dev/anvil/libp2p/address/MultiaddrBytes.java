package dev.anvil.libp2p.address;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.MalformedWireException;
import dev.anvil.libp2p.wire.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Multiaddrs as they travel: a code, then a value of fixed length or behind its length. */
final class MultiaddrBytes {
    private static final int UDP_CODE = 273;
    private static final int PEER_CODE = 421;
    private static final int QUIC_CODE = 461;
    private static final int MAX_VALUE_BYTES = 256;

    private MultiaddrBytes() {}

    static byte[] encode(Multiaddr address) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, address.kind().code());
        if (address.kind().isName()) {
            writeValue(out, address.host().getBytes(StandardCharsets.US_ASCII));
        } else {
            out.writeBytes(InetAddress.ofLiteral(address.host()).getAddress());
        }
        Varint.write(out, UDP_CODE);
        out.writeShort(address.port());
        Varint.write(out, QUIC_CODE);
        address.expectedPeer().ifPresent(peer -> {
            Varint.write(out, PEER_CODE);
            writeValue(out, peer.bytes());
        });
        return ByteBufUtil.getBytes(out);
    }

    private static void writeValue(ByteBuf out, byte[] value) {
        Varint.write(out, value.length);
        out.writeBytes(value);
    }

    static Multiaddr decode(byte[] bytes) {
        try {
            return decode(Unpooled.wrappedBuffer(bytes));
        } catch (MalformedWireException | IndexOutOfBoundsException | UnknownHostException e) {
            throw new IllegalArgumentException("Not an address for QUIC", e);
        }
    }

    private static Multiaddr decode(ByteBuf in) throws UnknownHostException {
        long code = Varint.read(in);
        HostKind kind = HostKind.coded(code)
                .orElseThrow(() -> new IllegalArgumentException("Protocol " + code + " is not supported"));
        String host = switch (kind) {
            case IP4 -> literal(in, 4);
            case IP6 -> literal(in, 16);
            case DNS, DNS4, DNS6 -> new String(readValue(in), StandardCharsets.US_ASCII);
        };
        expect(UDP_CODE, in);
        int port = in.readUnsignedShort();
        expect(QUIC_CODE, in);
        @Nullable PeerId peer = null;
        if (in.isReadable()) {
            expect(PEER_CODE, in);
            peer = PeerId.of(readValue(in));
        }
        if (in.isReadable()) {
            throw new IllegalArgumentException("Something follows an address for QUIC");
        }
        return new Multiaddr(kind, host, port, peer);
    }

    private static String literal(ByteBuf in, int length) throws UnknownHostException {
        byte[] address = new byte[length];
        in.readBytes(address);
        return InetAddress.getByAddress(address).getHostAddress();
    }

    private static byte[] readValue(ByteBuf in) {
        long length = Varint.read(in);
        if (length > Math.min(MAX_VALUE_BYTES, in.readableBytes())) {
            throw new MalformedWireException("value of " + length + " bytes");
        }
        byte[] value = new byte[(int) length];
        in.readBytes(value);
        return value;
    }

    private static void expect(int code, ByteBuf in) {
        long found = Varint.read(in);
        if (found != code) {
            throw new IllegalArgumentException("Protocol " + found + " stands where " + code + " should");
        }
    }
}
