package dev.anvil.metadata.audit;

import dev.anvil.metadata.Page;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

public final class AuditLog {
    public static final int MAX_PAGE = 1_000;
    private static final int MAX_DETAIL_CHARACTERS = 2_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Supplier<String> actor;

    AuditLog(JdbcClient jdbc, TransactionTemplate transactions, Supplier<String> actor) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.actor = actor;
    }

    /** Does the change and notes it, or neither. What the change runs in transactions of its own joins this one. */
    public <T> T change(String action, String subject, String detail, Supplier<T> change) {
        return change(action, subject, changed -> detail, change);
    }

    public <T> T change(String action, String subject, Function<T, String> detail, Supplier<T> change) {
        return transactions.execute(transaction -> {
            T changed = change.get();
            note(action, subject, detail.apply(changed));
            return changed;
        });
    }

    /**
     * For a change in several steps and databases: noted before it is begun, since a line too many is better than one too few. What was
     * refused is marked as refused; what broke off on its way stays as it was asked for.
     */
    public <T> T attempt(String action, String subject, Supplier<T> change) {
        long line = insert(action, subject, "asked for");
        try {
            return change.get();
        } catch (ServiceFailure failure) {
            if (failure.kind() != Kind.UNAVAILABLE && failure.kind() != Kind.INTERNAL) {
                markRefused(line, failure);
            }
            throw failure;
        }
    }

    private void markRefused(long line, ServiceFailure refusal) {
        try {
            jdbc.sql("update audit set detail = ? where audit_id = ?")
                    .params("refused: " + refusal.reason(), line)
                    .update();
        } catch (DataAccessException e) {
            refusal.addSuppressed(e);
        }
    }

    /** Notes a change that was made in several steps and is done. */
    public void note(String action, String subject, String detail) {
        long unused = insert(action, subject, detail);
    }

    private long insert(String action, String subject, String detail) {
        return jdbc.sql("insert into audit (actor, action, subject, detail) values (?, ?, ?, ?) returning audit_id")
                .params(actor.get(), action, subject, shortened(detail))
                .query(Long.class)
                .single();
    }

    /** The newest first; before an id, or from the newest where it is 0. */
    public Page<AuditEntry> list(long before, int limit) {
        List<AuditEntry> entries = jdbc.sql("""
                        select audit_id, at, actor, action, subject, detail from audit
                        where audit_id < ? order by audit_id desc limit ?""")
                .params(before <= 0 ? Long.MAX_VALUE : before, limit + 1)
                .query(AuditLog::entry)
                .list();
        return Page.of(entries, limit, entry -> entry);
    }

    private static AuditEntry entry(ResultSet row, int index) throws SQLException {
        return new AuditEntry(
                row.getLong("audit_id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"));
    }

    private static String shortened(String detail) {
        return detail.length() <= MAX_DETAIL_CHARACTERS ? detail : detail.substring(0, MAX_DETAIL_CHARACTERS);
    }
}
