package dev.anvil.libp2p.transport;

import java.util.concurrent.CompletableFuture;

/** Reports a dialed connection to whoever dialed, after everybody else has heard of it. */
record DialEvents(ConnectionEvents events, CompletableFuture<Connection> dialed) implements ConnectionEvents {
    @Override
    public void established(Connection connection) {
        events.established(connection);
        dialed.complete(connection);
    }

    @Override
    public void lost(Connection connection, String why) {
        events.lost(connection, why);
    }
}
