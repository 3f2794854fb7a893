package dev.anvil.gateway.shared;

import dev.anvil.runtime.setting.SettingRefused;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url {@code redis://[USER:PASSWORD@]HOST:PORT[/DATABASE]}, {@code rediss://} for TLS; set as {@code ANVIL_SHARED_CACHE_URL}
 * @param fresh how old an answer from there may be; set as {@code ANVIL_SHARED_CACHE_FRESH}
 * @param ca a PEM file with who signed the certificate of a Redis with TLS; set as {@code ANVIL_SHARED_CACHE_CA}
 * @param key {@code ANVIL_SECRET_ENCRYPTION_KEY}, which all gateways of an installation have
 */
@ConfigurationProperties("anvil.gateway.shared-cache")
record SharedCacheSettings(
        @DefaultValue("") String url,
        @DefaultValue("500ms") Duration fresh,
        @DefaultValue("") String ca,
        @DefaultValue("") String key) {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int KEY_DIGITS = 64;

    SharedCacheSettings {
        if (fresh.compareTo(Duration.ofMillis(10)) < 0 || fresh.compareTo(LONGEST) > 0) {
            throw new SettingRefused(
                    "ANVIL_SHARED_CACHE_FRESH", fresh.toString(), "choose a time from 10ms to 1m, such as 500ms");
        }
    }

    /** Holds a password perhaps, so that nothing of it is repeated in a refusal. */
    RedisURI uri() {
        try {
            return RedisURI.create(url);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(
                    "ANVIL_SHARED_CACHE_URL",
                    "(a text that is no such URL)",
                    "give redis://HOST:PORT, or rediss:// for TLS, with USER:PASSWORD@ in front of the host where it asks for"
                            + " them");
        }
    }

    SslOptions trust() {
        if (!ca.isBlank() && !uri().isSsl()) {
            throw new SettingRefused(
                    CertificateAuthority.SETTING,
                    "'" + ca + "'",
                    "ANVIL_SHARED_CACHE_URL asks for no TLS: begin it with rediss://, or leave the certificate out");
        }
        return new CertificateAuthority(ca).options();
    }

    SharedCipher cipher() {
        if (!key.strip().matches("[0-9a-fA-F]{" + KEY_DIGITS + "}")) {
            throw new SettingRefused(
                    "ANVIL_SECRET_ENCRYPTION_KEY",
                    key.isBlank() ? "(not set)" : "(no key)",
                    "give the 64 hex digits that the metadata services have: what gateways share is encrypted under it");
        }
        return new SharedCipher(HexFormat.of().parseHex(key.strip()));
    }

    @Override
    public String toString() {
        return "SharedCacheSettings[hidden]";
    }
}
