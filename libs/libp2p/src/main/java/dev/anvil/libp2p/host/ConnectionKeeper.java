package dev.anvil.libp2p.host;

import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.transport.ConnectionEvents;
import dev.anvil.libp2p.transport.QuicLimits;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns connections into peers: enters them, lets go of superfluous ones, tells of first and last ones. */
final class ConnectionKeeper implements ConnectionEvents, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConnectionKeeper.class);

    /** Time for the other side to see its own end of the connection that stays, and to move over to it. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private final ConnectionTable connections;
    private final Refusals refusals;
    private final PeerEvents events;
    private final QuicLimits limits;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("libp2p-keeper").factory());

    ConnectionKeeper(ConnectionTable connections, Refusals refusals, PeerEvents events, QuicLimits limits) {
        this.connections = connections;
        this.refusals = refusals;
        this.events = events;
        this.limits = limits;
    }

    @Override
    public synchronized void established(Connection connection) {
        if (refusals.isRefused(connection.peer())) {
            connection.close("refused for a while");
            return;
        }
        if (connections.size() >= limits.maxConnections()) {
            log.debug("At the limit of {} connections, no room {}", limits.maxConnections(), connection);
            connection.close("at the limit of connections");
            return;
        }
        switch (connections.add(connection)) {
            case FIRST -> events.tell(listener -> listener.connected(connection.peer()));
            case REPLACES, SUPERFLUOUS -> closeSuperfluousLater(connection);
        }
        log.debug("Up: {}", connection);
    }

    private void closeSuperfluousLater(Connection connection) {
        try {
            later.schedule(
                    () -> connections
                            .superfluous(connection.peer())
                            .forEach(superfluous -> superfluous.close("superfluous")),
                    OVERLAP.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            log.trace("The host is closing, and with it every connection");
        }
    }

    @Override
    public synchronized void lost(Connection connection, String why) {
        log.debug("Lost: {} ({})", connection, why);
        switch (connections.remove(connection)) {
            case LAST -> events.tell(listener -> listener.disconnected(connection.peer(), why));
            case OTHERS_REMAIN, UNKNOWN -> log.trace("Nobody needs to know");
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
