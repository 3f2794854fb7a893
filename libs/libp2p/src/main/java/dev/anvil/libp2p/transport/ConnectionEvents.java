package dev.anvil.libp2p.transport;

/** Who wants to know of connections. Called on event loops, so it must not wait. */
public interface ConnectionEvents {
    void established(Connection connection);

    /** Exactly once for every connection that was established. */
    void lost(Connection connection, String why);
}
