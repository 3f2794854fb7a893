package dev.anvil.runtime.credential;

import dev.anvil.runtime.setting.SettingRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that all processes of a cluster share. It signs, it never travels, and it never shows in a log. */
public final class ClusterSecret {
    public static final int MIN_CHARACTERS = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private ClusterSecret(SecretKeySpec key) {
        this.key = key;
    }

    public static ClusterSecret of(String secret) {
        if (secret.length() < MIN_CHARACTERS) {
            throw new SettingRefused(
                    "ANVIL_CLUSTER_SECRET",
                    secret.isEmpty() ? "(not set)" : "(" + secret.length() + " characters)",
                    "give the same secret of at least " + MIN_CHARACTERS
                            + " characters to every process of the cluster, for example from: openssl rand -hex 32");
        }
        return new ClusterSecret(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** A signature over a message, bound to what it is for, so that one purpose's signature never serves another. */
    public byte[] sign(String purpose, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "ClusterSecret[hidden]";
    }
}
