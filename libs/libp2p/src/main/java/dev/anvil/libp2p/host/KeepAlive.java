package dev.anvil.libp2p.host;

import dev.anvil.libp2p.ping.Ping;
import dev.anvil.libp2p.transport.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pings every connection three times per idle timeout, since the QUIC codec sends nothing by itself. */
final class KeepAlive implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeepAlive.class);

    private static final int PINGS_PER_TIMEOUT = 3;

    private final Supplier<List<Connection>> connections;
    private final Duration timeout;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("libp2p-keepalive").factory());

    KeepAlive(Supplier<List<Connection>> connections, Duration idleTimeout) {
        this.connections = connections;
        this.timeout = idleTimeout;
        long pause = idleTimeout.dividedBy(PINGS_PER_TIMEOUT).toMillis();
        clock.scheduleAtFixedRate(this::ping, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void ping() {
        for (Connection connection : connections.get()) {
            Ping.send(connection, timeout).exceptionally(failure -> {
                // No verdict: a peer need not speak ping, and one that is gone is noticed by the idle timeout.
                log.debug("No echo {}: {}", connection, failure.toString());
                return Duration.ZERO;
            });
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
