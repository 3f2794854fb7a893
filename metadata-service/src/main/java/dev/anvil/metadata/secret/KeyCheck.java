package dev.anvil.metadata.secret;

import dev.anvil.runtime.setting.SettingRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row of the database holds something known, sealed by who came first. Everybody after must be able to open it. */
public final class KeyCheck {
    private static final String OWNER = "key_check";
    private static final String KNOWN = "Anvil's secrets are sealed with this key";

    private final JdbcClient jdbc;

    KeyCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void refuseAnotherKey(SecretBox box) {
        SealedSecret own = box.seal(OWNER, KNOWN);
        jdbc.sql("insert into key_check (key_id, ciphertext) values (?, ?) on conflict do nothing")
                .params(own.keyId(), own.ciphertext())
                .update();
        SealedSecret stored = jdbc.sql("select key_id, ciphertext from key_check")
                .query((row, index) -> new SealedSecret(row.getString("key_id"), row.getBytes("ciphertext")))
                .single();
        try {
            if (box.open(OWNER, stored).equals(KNOWN)) {
                return;
            }
        } catch (SecretUnreadable e) {
            throw refused(box, stored, e);
        }
        throw refused(box, stored, null);
    }

    /** From now on who starts must hold the first key. */
    public void sealAnew(SecretBox box) {
        SealedSecret own = box.seal(OWNER, KNOWN);
        jdbc.sql("update key_check set key_id = ?, ciphertext = ?")
                .params(own.keyId(), own.ciphertext())
                .update();
    }

    private static SettingRefused refused(SecretBox box, SealedSecret stored, @Nullable Throwable cause) {
        SettingRefused refused = new SettingRefused(
                SecretSettings.VARIABLE,
                "another key (" + box.keyId() + ") than the one that the secrets in this database are encrypted with ("
                        + stored.keyId() + ")",
                "start with the key that this installation was first started with, or with the database that belongs to this key");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }
}
