package dev.anvil.metadata.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that refuses at once while its database does not answer. A server that hangs, or whose machine vanished, says nothing:
 * each request would find that out by waiting, and soon all that can wait would. One connection beside the pool asks twice a second,
 * and its question has a short time limit.
 */
final class WatchedDataSource extends DelegatingDataSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedDataSource.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HikariDataSource pool;
    private final DirectConnections questions;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean answers = true;

    /** The connections of {@code questions} give up by themselves when an answer takes too long. */
    WatchedDataSource(HikariDataSource pool, DirectConnections questions) {
        super(pool);
        this.pool = pool;
        this.questions = questions;
        Thread.ofVirtual().name("pulse of " + pool.getPoolName()).start(this::watch);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!answers) {
            throw new SQLTransientConnectionException("the " + pool.getPoolName() + " database does not answer");
        }
        return super.getConnection();
    }

    @Override
    public void close() {
        closed.countDown();
        pool.close();
    }

    private void watch() {
        Connection connection = null;
        try {
            do {
                connection = ask(connection);
                noteAnswer(connection != null);
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(connection);
        }
    }

    /**
     * The connection that answered; null where there was no answer. A connection that broke says nothing about the database, which
     * may have ended it or been restarted since: a new one is asked before anything is concluded.
     */
    private @Nullable Connection ask(@Nullable Connection open) {
        if (open != null && isAnswered(open)) {
            return open;
        }
        try {
            Connection fresh = questions.open();
            return isAnswered(fresh) ? fresh : null;
        } catch (SQLException e) {
            LOG.debug("The {} database takes no connection: {}", pool.getPoolName(), e.getMessage());
            return null;
        }
    }

    /** What does not answer is closed. */
    private static boolean isAnswered(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
            return true;
        } catch (SQLException e) {
            LOG.debug("A connection does not answer: {}", e.getMessage());
            close(connection);
            return false;
        }
    }

    private void noteAnswer(boolean answered) {
        if (answered != answers && closed.getCount() > 0) {
            if (answered) {
                LOG.info("The {} database answers again", pool.getPoolName());
            } else {
                LOG.warn("The {} database does not answer; requests are refused until it does", pool.getPoolName());
            }
        }
        answers = answered;
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed: {}", e.getMessage());
            }
        }
    }
}
