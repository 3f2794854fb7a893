package dev.anvil.metadata.blob;

import dev.anvil.runtime.setting.SettingRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The ages that keep shards safe (PROTOCOL, rules C and S).
 *
 * @param commitAge a shard that is older can no longer become referred to
 * @param sweepAge a shard that nothing refers to is garbage when it is older
 * @param reclaimDelay how long the shards of a dead blob stay, for readers that still hold its placement
 */
@ConfigurationProperties("anvil.blob")
public record BlobRules(
        @DefaultValue("24h") Duration commitAge,
        @DefaultValue("48h") Duration sweepAge,
        @DefaultValue("30s") Duration reclaimDelay) {
    /** How far the clock of whoever names shards may be ahead; as in the schema's judge_births. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(15);

    void refuseWhatCannotWork() {
        if (commitAge.isNegative() || commitAge.isZero()) {
            throw new SettingRefused("ANVIL_COMMIT_AGE", commitAge.toString(), "choose a time such as 24h");
        }
        if (sweepAge.compareTo(commitAge) <= 0) {
            throw new SettingRefused(
                    "ANVIL_SWEEP_AGE",
                    sweepAge.toString(),
                    "choose more than ANVIL_COMMIT_AGE (" + commitAge
                            + "), or the sweep would delete shards that a commit may still refer to");
        }
        if (reclaimDelay.isNegative()) {
            throw new SettingRefused("ANVIL_RECLAIM_DELAY", reclaimDelay.toString(), "choose a time such as 30s");
        }
    }

    /** After that a commit that is sent again is refused for its age, and nothing need be remembered of it. */
    public Duration memoryOfCommits() {
        return commitAge.plus(CLOCK_TOLERANCE);
    }
}
