package dev.anvil.libp2p.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts what is accepted, so that neither one address nor all of them together take everything. */
final class ConnectionSlots {
    private final QuicLimits limits;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private int accepted;
    private int handshakes;

    ConnectionSlots(QuicLimits limits) {
        this.limits = limits;
    }

    /** One more handshake from an address, if there is room for it and for what will become of it. */
    synchronized boolean tryAccept(InetAddress address) {
        int fromAddress = perAddress.getOrDefault(address, 0);
        if (accepted >= limits.maxConnections()
                || handshakes >= limits.maxHandshakes()
                || fromAddress >= limits.maxConnectionsPerAddress()) {
            return false;
        }
        accepted++;
        handshakes++;
        perAddress.put(address, fromAddress + 1);
        return true;
    }

    synchronized void handshakeOver() {
        handshakes--;
    }

    synchronized void closed(InetAddress address) {
        accepted--;
        perAddress.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }

    synchronized int accepted() {
        return accepted;
    }

    synchronized int handshakes() {
        return handshakes;
    }
}
