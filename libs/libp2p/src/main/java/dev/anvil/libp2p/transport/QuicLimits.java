package dev.anvil.libp2p.transport;

import java.time.Duration;

/**
 * What one host spends on its connections.
 *
 * @param idleTimeout after this long without a sign of the other side, a connection is lost
 * @param dialTimeout for one attempt at one address, handshake included
 * @param negotiationTimeout to agree on what a fresh stream is for
 * @param connectionWindowBytes sent by the other side and not yet read by us, over all streams
 * @param streamWindowBytes the same for one stream
 * @param maxStreams that the other side may have open on one connection
 * @param maxConnections in either direction
 * @param maxConnectionsPerAddress accepted from one IP address
 * @param maxHandshakes accepted and not yet finished
 */
public record QuicLimits(
        Duration idleTimeout,
        Duration dialTimeout,
        Duration negotiationTimeout,
        int connectionWindowBytes,
        int streamWindowBytes,
        int maxStreams,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxHandshakes) {
    public static final QuicLimits DEFAULT = new QuicLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            4 << 20,
            1 << 20,
            64,
            1024,
            128,
            128);

    public QuicLimits {
        if (!idleTimeout.isPositive() || !dialTimeout.isPositive() || !negotiationTimeout.isPositive()) {
            throw new IllegalArgumentException("Timeouts of connections must be positive");
        }
        if (connectionWindowBytes < streamWindowBytes || streamWindowBytes < 1) {
            throw new IllegalArgumentException("The window of a connection must hold at least that of a stream");
        }
        if (maxStreams < 1 || maxConnections < 1 || maxConnectionsPerAddress < 1 || maxHandshakes < 1) {
            throw new IllegalArgumentException("Limits of connections must be at least one");
        }
    }

    public QuicLimits withIdleTimeout(Duration timeout) {
        return new QuicLimits(
                timeout,
                dialTimeout,
                negotiationTimeout,
                connectionWindowBytes,
                streamWindowBytes,
                maxStreams,
                maxConnections,
                maxConnectionsPerAddress,
                maxHandshakes);
    }

    public QuicLimits withMaxConnections(int connections, int perAddress) {
        return new QuicLimits(
                idleTimeout,
                dialTimeout,
                negotiationTimeout,
                connectionWindowBytes,
                streamWindowBytes,
                maxStreams,
                connections,
                perAddress,
                maxHandshakes);
    }
}
