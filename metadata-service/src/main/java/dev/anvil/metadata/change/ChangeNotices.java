package dev.anvil.metadata.change;

import dev.anvil.metadata.change.Change.BucketChanged;
import dev.anvil.metadata.change.Change.CredentialChanged;
import dev.anvil.metadata.change.Change.EverythingChanged;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Announces changes. Called inside the transaction that makes them; nobody hears of one that is rolled back. */
public final class ChangeNotices {
    static final String CHANNEL = "anvil_change";

    /** More at once are cheaper to tell as one change of everything. */
    private static final int MAX_NOTICES = 100;

    private final JdbcClient jdbc;

    public ChangeNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void bucketChanged(String bucketName) {
        announce(new BucketChanged(bucketName));
    }

    public void credentialsChanged(List<String> clientIds) {
        if (clientIds.size() > MAX_NOTICES) {
            announce(new EverythingChanged());
        } else {
            clientIds.forEach(clientId -> announce(new CredentialChanged(clientId)));
        }
    }

    public void everythingChanged() {
        announce(new EverythingChanged());
    }

    private void announce(Change change) {
        jdbc.sql("select pg_notify(?, ?)")
                .params(CHANNEL, ChangeText.write(change))
                .query((row, index) -> "")
                .list();
    }
}
