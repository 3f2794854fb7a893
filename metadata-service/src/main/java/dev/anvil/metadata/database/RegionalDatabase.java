package dev.anvil.metadata.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How the regional catalogue is asked. A transaction that PostgreSQL gave up in favour of another had no effect and is
 * tried again, a few times. A wait for a lock that took too long is not: it would only take as long again.
 */
public final class RegionalDatabase {
    private static final int MAX_ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    private static final Set<String> GAVE_WAY = Set.of(SERIALIZATION_FAILURE, DEADLOCK);

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

    private static <T> T attempt(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (ConcurrencyFailureException e) {
                if (attempt == MAX_ATTEMPTS || !gaveWay(e)) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static boolean gaveWay(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return GAVE_WAY.contains(sql.getSQLState());
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        long longest = FIRST_PAUSE_MILLIS << attempt;
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(1 + ThreadLocalRandom.current().nextLong(longest)));
    }
}
