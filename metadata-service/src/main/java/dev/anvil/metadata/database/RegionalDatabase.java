package dev.anvil.metadata.database;

import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How the regional catalogue is asked. A transaction that PostgreSQL gave up in favour of another is tried again, a few
 * times; it had no effect, so that is harmless. A database that is away or too slow is a refusal that says so.
 */
public final class RegionalDatabase {
    static final int MAX_ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public RegionalDatabase(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** One statement, which is its own transaction. */
    public <T> T statement(Function<JdbcClient, T> work) {
        return attempt(() -> work.apply(jdbc));
    }

    /** Several statements as one transaction. They may run more than once. */
    public <T> T transaction(Function<JdbcClient, T> work) {
        return attempt(() -> transactions.execute(transaction -> work.apply(jdbc)));
    }

    private static <T> T attempt(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (DataAccessException | TransactionException e) {
                if (!gaveWay(e)) {
                    throw refusal(e);
                } else if (attempt == MAX_ATTEMPTS) {
                    throw new ServiceFailure(
                            Kind.CONFLICT, "CONFLICT", "too many changes of the same object at once; try again", e);
                }
                pause(attempt);
            }
        }
    }

    private static boolean gaveWay(Throwable failure) {
        String state = sqlState(failure);
        return SERIALIZATION_FAILURE.equals(state) || DEADLOCK.equals(state);
    }

    /** What PostgreSQL refuses because of the statement is our mistake; all else is a database that cannot answer now. */
    private static RuntimeException refusal(RuntimeException failure) {
        String state = sqlState(failure);
        boolean mistake = state != null
                && (state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("42")
                        || state.startsWith("P0")
                        || state.startsWith("XX"));
        boolean known = state != null || failure instanceof TransactionException || isAboutConnections(failure);
        return mistake || !known
                ? failure
                : ServiceFailure.unavailable("the region's database cannot answer now; try again", failure);
    }

    private static boolean isAboutConnections(Throwable failure) {
        return failure instanceof org.springframework.dao.TransientDataAccessException
                || failure instanceof org.springframework.dao.NonTransientDataAccessResourceException
                || failure instanceof org.springframework.dao.DataAccessResourceFailureException;
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static void pause(int attempt) {
        long most = FIRST_PAUSE_MILLIS << attempt;
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(1 + ThreadLocalRandom.current().nextLong(most)));
    }

    private interface Work<T> {
        T run();
    }
}
