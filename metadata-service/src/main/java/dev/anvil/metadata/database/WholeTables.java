package dev.anvil.metadata.database;

import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks what takes whole tables to answer. Connections are set to go by an index, and where a join gives the choice, that would fetch
 * every row of a table in the order of its index instead of the order that it lies in.
 */
public final class WholeTables {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public WholeTables(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    public <T> T read(Function<JdbcClient, T> question) {
        return transactions.execute(transaction -> {
            jdbc.sql("set local enable_seqscan = on").update();
            return question.apply(jdbc);
        });
    }
}
