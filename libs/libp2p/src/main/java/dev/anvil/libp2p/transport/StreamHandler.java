package dev.anvil.libp2p.transport;

import io.netty.handler.codec.quic.QuicStreamChannel;

/** Sets up a stream that both ends have agreed on, by adding handlers to its pipeline. Runs on the event loop. */
@FunctionalInterface
public interface StreamHandler {
    void open(Connection connection, String protocol, QuicStreamChannel stream);
}
