package dev.anvil.gateway.api;

import dev.anvil.runtime.setting.SettingRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens by HMAC-SHA256. Never shows in a log. */
final class TokenSecret {
    static final int MIN_CHARACTERS = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private TokenSecret(SecretKeySpec key) {
        this.key = key;
    }

    static TokenSecret of(String secret) {
        return of("JWT_SECRET", secret);
    }

    static TokenSecret of(String variable, String secret) {
        if (secret.length() < MIN_CHARACTERS) {
            throw new SettingRefused(
                    variable,
                    secret.isEmpty() ? "(not set)" : "(" + secret.length() + " characters)",
                    "give the same secret of at least " + MIN_CHARACTERS
                            + " characters to every gateway, for example from: openssl rand -hex 32");
        }
        return new TokenSecret(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "TokenSecret[hidden]";
    }
}
