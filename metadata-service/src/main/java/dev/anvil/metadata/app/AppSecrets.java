package dev.anvil.metadata.app;

import dev.anvil.metadata.app.Credential.RetiringSecret;
import dev.anvil.metadata.secret.SealedSecret;
import dev.anvil.metadata.secret.SecretBox;
import dev.anvil.model.AppId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The secrets of apps as they lie in the database: the newest with its app, older ones until they retire. */
public final class AppSecrets {
    /** Older than the newest, at the same time. */
    private static final int MAX_RETIRING = 4;

    private static final int SEALED_AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final SecretBox box;

    AppSecrets(JdbcClient jdbc, TransactionTemplate transactions, SecretBox box) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.box = box;
    }

    SealedSecret seal(AppId id, ClientSecret secret) {
        return box.seal(ownerOf(id.value()), secret.value());
    }

    ClientSecret open(AppId id, SealedSecret secret) {
        return new ClientSecret(box.open(ownerOf(id.value()), secret));
    }

    void replace(AppId id, ClientSecret secret) {
        SealedSecret sealed = seal(id, secret);
        jdbc.sql("update app set secret = ?, secret_key_id = ? where app_id = ?")
                .params(sealed.ciphertext(), sealed.keyId(), id.value())
                .update();
    }

    void removeRetiring(App app) {
        jdbc.sql("delete from retiring_secret where app_id = ?")
                .param(app.id().value())
                .update();
    }

    /** The newest becomes one that retires; none of the others lasts longer than it did. */
    void retire(App app, Duration overlap) {
        jdbc.sql("delete from retiring_secret where app_id = ? and retires <= now()")
                .param(app.id().value())
                .update();
        if (retiring(app.id()).size() >= MAX_RETIRING) {
            throw new ServiceFailure(
                    Kind.EXHAUSTED,
                    "LIMIT_EXCEEDED",
                    "app '" + app.name() + "' has " + (MAX_RETIRING + 1)
                            + " live secrets, which is the most; wait until one retires, or reset its secret");
        }
        jdbc.sql("""
                        insert into retiring_secret (app_id, secret, secret_key_id, retires)
                        select app_id, secret, secret_key_id, now() + ? * interval '1 second' from app where app_id = ?""").params(overlap.toSeconds(), app.id().value()).update();
    }

    List<RetiringSecret> retiring(AppId id) {
        return jdbc.sql("""
                        select secret, secret_key_id, retires from retiring_secret
                        where app_id = ? and retires > now() order by secret_number desc""")
                .param(id.value())
                .query((row, index) -> new RetiringSecret(
                        open(id, new SealedSecret(row.getString("secret_key_id"), row.getBytes("secret"))),
                        row.getTimestamp("retires").toInstant()))
                .list();
    }

    /** How many secrets lie under which key. */
    public Map<String, Long> countByKey() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("""
                        select secret_key_id, count(*) as secrets from (
                            select secret_key_id from app union all select secret_key_id from retiring_secret) as all_secrets
                        group by secret_key_id""")
                .query((row, index) -> counts.put(row.getString(1), row.getLong(2)))
                .list();
        return counts;
    }

    /** Seals anew whatever lies under another key than the first. Several may do it at once, and stop half-way. */
    public long sealAnew() {
        return sealAnew("app", "app_id") + sealAnew("retiring_secret", "secret_number");
    }

    private long sealAnew(String table, String row) {
        long changed = 0;
        int now;
        do {
            now = transactions.execute(transaction -> sealSomeAnew(table, row));
            changed += now;
        } while (now > 0);
        return changed;
    }

    private record Old(Object row, UUID app, SealedSecret secret) {}

    private int sealSomeAnew(String table, String row) {
        List<Old> old = jdbc.sql("select " + row + " as row, app_id, secret, secret_key_id from " + table
                        + " where secret_key_id <> ? order by app_id limit ? for update skip locked")
                .params(box.keyId(), SEALED_AT_ONCE)
                .query((result, index) -> new Old(
                        result.getObject("row"),
                        result.getObject("app_id", UUID.class),
                        new SealedSecret(result.getString("secret_key_id"), result.getBytes("secret"))))
                .list();
        for (Old secret : old) {
            String owner = ownerOf(secret.app());
            SealedSecret anew = box.seal(owner, box.open(owner, secret.secret()));
            jdbc.sql("update " + table + " set secret = ?, secret_key_id = ? where app_id = ? and " + row + " = ?")
                    .params(anew.ciphertext(), anew.keyId(), secret.app(), secret.row())
                    .update();
        }
        return old.size();
    }

    private static String ownerOf(UUID id) {
        return "app " + id;
    }
}
