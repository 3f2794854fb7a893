package dev.anvil.libp2p.address;

import dev.anvil.libp2p.identity.PeerId;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Multiaddrs as people write them. */
final class MultiaddrText {
    static final String UDP = "udp";
    static final String QUIC = "quic-v1";
    static final String PEER = "p2p";

    private static final int MAX_CHARS = 512;

    private MultiaddrText() {}

    static Multiaddr parse(String text) {
        try {
            if (text.length() > MAX_CHARS || !text.startsWith("/")) {
                throw new IllegalArgumentException(
                        "it begins with a slash and has at most " + MAX_CHARS + " characters");
            }
            return parse(List.of(text.substring(1).split("/", -1)).iterator());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Not an address for QUIC: '" + text + "' (" + e.getMessage()
                            + "); one looks like /ip4/192.0.2.1/udp/7443/quic-v1 or /dns4/node1.example/udp/7443/quic-v1",
                    e);
        }
    }

    private static Multiaddr parse(Iterator<String> parts) {
        String label = next(parts);
        HostKind kind = HostKind.labelled(label)
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is not supported"));
        String host = next(parts);
        expect(UDP, parts);
        int port = Integer.parseInt(next(parts));
        expect(QUIC, parts);
        @Nullable PeerId peer = null;
        if (parts.hasNext()) {
            expect(PEER, parts);
            peer = PeerId.parse(next(parts));
        }
        if (parts.hasNext()) {
            throw new IllegalArgumentException("'" + parts.next() + "' is one too many");
        }
        return new Multiaddr(kind, host, port, peer);
    }

    private static String next(Iterator<String> parts) {
        if (!parts.hasNext()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return parts.next();
    }

    private static void expect(String label, Iterator<String> parts) {
        String found = next(parts);
        if (!found.equals(label)) {
            throw new IllegalArgumentException("'" + found + "' stands where '" + label + "' should");
        }
    }

    static String format(Multiaddr address) {
        String text =
                "/" + address.kind().label() + "/" + address.host() + "/" + UDP + "/" + address.port() + "/" + QUIC;
        return address.expectedPeer()
                .map(peer -> text + "/" + PEER + "/" + peer)
                .orElse(text);
    }
}
