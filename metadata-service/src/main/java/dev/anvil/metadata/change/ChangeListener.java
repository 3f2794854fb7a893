package dev.anvil.metadata.change;

import dev.anvil.metadata.change.Change.EverythingChanged;
import dev.anvil.metadata.database.DirectConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Listens for notices on one connection for as long as the service runs, and connects again when it breaks. What was said
 * in between is lost, so everybody is then told that everything changed.
 */
final class ChangeListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
    private static final Duration LISTEN_FOR = Duration.ofSeconds(5);
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);

    private final DirectConnections connections;
    private final ChangeHub hub;
    private volatile @Nullable Connection current;
    private volatile boolean running;
    private volatile boolean broken;

    ChangeListener(DirectConnections connections, ChangeHub hub) {
        this.connections = connections;
        this.hub = hub;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("change-listener").start(this::listenForEver);
    }

    @Override
    public void stop() {
        running = false;
        Connection listening = current;
        if (listening != null) {
            close(listening);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void listenForEver() {
        while (running) {
            try (Connection connection = connections.open()) {
                current = connection;
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (running && !broken) {
                    broken = true;
                    LOG.warn("No longer hearing of changes; connecting again: {}", e.getMessage());
                }
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + ChangeNotices.CHANNEL);
        }
        if (broken) {
            LOG.info("Hearing of changes again");
        }
        broken = false;
        hub.broadcast(new EverythingChanged());
        PGConnection notices = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] heard = notices.getNotifications((int) LISTEN_FOR.toMillis());
            if (heard == null || heard.length == 0) {
                askWhetherItLives(connection);
                continue;
            }
            for (PGNotification notice : heard) {
                hub.broadcast(ChangeText.read(notice.getParameter()));
            }
        }
    }

    /** A connection can die without a word, and then nothing would ever be heard on it. */
    private static void askWhetherItLives(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** It is of no use any more, whatever closing it says. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The listening connection did not close in peace", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECONNECT_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
