package dev.anvil.metadata.upkeep;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often.
 *
 * @param pause between the end of a round and the next
 */
@ConfigurationProperties("anvil.upkeep")
record UpkeepSettings(@DefaultValue("30s") Duration pause) {}
