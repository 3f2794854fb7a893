package dev.anvil.gateway.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param fresh how long an answer is trusted without asking again
 * @param outage how long an answer is used while the catalogue cannot be asked
 * @param entries how many credentials, and how many buckets, are remembered
 */
@ConfigurationProperties("anvil.gateway.cache")
record CacheSettings(
        @DefaultValue("1s") Duration fresh,
        @DefaultValue("15m") Duration outage,
        @DefaultValue("10000") int entries) {
    CacheSettings {
        if (fresh.isNegative() || outage.compareTo(fresh) < 0 || entries < 1) {
            throw new IllegalArgumentException(
                    "anvil.gateway.cache: fresh (" + fresh + ") must not be negative, outage (" + outage
                            + ") not shorter than fresh, entries (" + entries + ") at least 1");
        }
    }
}
