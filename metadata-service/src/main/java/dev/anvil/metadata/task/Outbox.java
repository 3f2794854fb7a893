package dev.anvil.metadata.task;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The region's outbox, as the relay sees it. */
final class Outbox {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Outbox(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Hands over the oldest rows and removes them when that returned. Other replicas' relays pass over the rows meanwhile. A
     * crash before the end leaves them, and they are handed over again.
     *
     * @return how many there were
     */
    int handOver(int limit, Consumer<List<OutboxEntry>> receiver) {
        return transactions.execute(transaction -> {
            List<OutboxEntry> entries = jdbc.sql(
                            "select id, type, subject, due from outbox order by id limit ? for update skip locked")
                    .param(limit)
                    .query((row, index) -> new OutboxEntry(
                            row.getLong("id"), row.getShort("type"), row.getString("subject"), row.getTimestamp("due")))
                    .list();
            if (!entries.isEmpty()) {
                receiver.accept(entries);
                jdbc.sql("delete from outbox where id = any(?)")
                        .param(entries.stream().map(OutboxEntry::id).toArray(Long[]::new))
                        .update();
            }
            return entries.size();
        });
    }

    long count() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }
}
