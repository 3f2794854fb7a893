package dev.anvil.gc.drain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often the worker looks for drives that shall be empty; 0 means never
 * @param again after how long a drive that was emptied is looked at once more: an upload that was under way may have ended there
 * @param page blobs looked at in one step
 * @param concurrency shards of one drive that are moved at the same time
 */
@ConfigurationProperties("anvil.drain")
record DrainSettings(
        @DefaultValue("2s") Duration every,
        @DefaultValue("10m") Duration again,
        @DefaultValue("1000") int page,
        @DefaultValue("4") int concurrency) {
    private static final int MAX_PAGE = 1_000;
    private static final int MAX_CONCURRENCY = 64;

    DrainSettings {
        if (page < 1 || page > MAX_PAGE) {
            throw new IllegalArgumentException("anvil.drain.page is " + page + "; give 1 to " + MAX_PAGE);
        }
        if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
            throw new IllegalArgumentException(
                    "anvil.drain.concurrency is " + concurrency + "; give 1 to " + MAX_CONCURRENCY);
        }
        if (every.isNegative() || again.isNegative()) {
            throw new IllegalArgumentException("no duration of anvil.drain is negative");
        }
    }
}
