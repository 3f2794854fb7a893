package dev.anvil.gc.sweep;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often each drive is swept without being asked; 0 means never
 * @param page shards looked at in one step
 * @param pause the rest after each step, for the clients' sake
 * @param maxShare a sweep that would delete a larger share of a drive's shards stops
 * @param alwaysAllowed so many are no reason to stop, whatever share they are
 */
@ConfigurationProperties("anvil.sweep")
public record SweepSettings(
        @DefaultValue("24h") Duration every,
        @DefaultValue("1000") int page,
        @DefaultValue("100ms") Duration pause,
        @DefaultValue("0.01") double maxShare,
        @DefaultValue("1000") int alwaysAllowed) {
    private static final int MAX_PAGE = 10_000;

    public SweepSettings {
        if (page < 1 || page > MAX_PAGE) {
            throw new IllegalArgumentException("anvil.sweep.page is " + page + "; give 1 to " + MAX_PAGE);
        }
        if (maxShare < 0 || maxShare > 1 || alwaysAllowed < 0) {
            throw new IllegalArgumentException("anvil.sweep.max-share is from 0 to 1 and always-allowed not negative");
        }
        if (every.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException("anvil.sweep.every and pause are not negative");
        }
    }

    long limitFor(long shards) {
        return Math.max(alwaysAllowed, (long) (shards * maxShare));
    }
}
