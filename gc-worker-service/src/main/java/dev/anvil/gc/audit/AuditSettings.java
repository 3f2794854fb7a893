package dev.anvil.gc.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often the whole catalogue is compared with the drives; 0 means never
 * @param page blobs compared in one step
 * @param pause the rest after each step
 * @param askEvery how often drives are asked for what they found broken; 0 means never
 * @param absence how long a drive may be away before its shards are made anew elsewhere
 */
@ConfigurationProperties("anvil.audit")
public record AuditSettings(
        @DefaultValue("1h") Duration every,
        @DefaultValue("1000") int page,
        @DefaultValue("200ms") Duration pause,
        @DefaultValue("10s") Duration askEvery,
        @DefaultValue("30m") Duration absence) {
    private static final int MAX_PAGE = 1_000;

    public AuditSettings {
        if (page < 1 || page > MAX_PAGE) {
            throw new IllegalArgumentException("anvil.audit.page is " + page + "; give 1 to " + MAX_PAGE);
        }
        if (every.isNegative() || pause.isNegative() || askEvery.isNegative() || absence.isNegative()) {
            throw new IllegalArgumentException("no duration of anvil.audit is negative");
        }
    }
}
