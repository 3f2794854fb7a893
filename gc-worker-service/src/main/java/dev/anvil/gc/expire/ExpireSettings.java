package dev.anvil.gc.expire;

import dev.anvil.model.lifecycle.LifecycleCalendar;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how long a bucket is left alone after it was walked through
 * @param pause the rest after each page, for the clients' sake
 * @param day how long a day of a rule is; shorter ones are for tests
 */
@ConfigurationProperties("anvil.lifecycle")
record ExpireSettings(
        @DefaultValue("6h") Duration every,
        @DefaultValue("100ms") Duration pause,
        @DefaultValue("24h") Duration day) {
    ExpireSettings {
        if (!every.isPositive() || pause.isNegative() || !day.isPositive()) {
            throw new IllegalArgumentException("anvil.lifecycle.every and day are positive, pause is not negative");
        }
    }

    LifecycleCalendar calendar() {
        return new LifecycleCalendar(day);
    }
}
