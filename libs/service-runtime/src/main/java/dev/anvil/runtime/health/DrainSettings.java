package dev.anvil.runtime.health;

import dev.anvil.runtime.setting.SettingRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service leaves. Set as ANVIL_DRAIN_DELAY.
 *
 * @param delay between saying "not ready" and closing the ports; as long as balancers need to notice
 */
@ConfigurationProperties("anvil.drain")
public record DrainSettings(@DefaultValue("0s") Duration delay) {
    /** Spring waits 30 s for each phase of a shutdown, and everything else needs some of it, too. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    public DrainSettings {
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new SettingRefused(
                    "ANVIL_DRAIN_DELAY", "'" + delay + "'", "give a time from 0s to " + LONGEST.toSeconds() + "s");
        }
    }
}
