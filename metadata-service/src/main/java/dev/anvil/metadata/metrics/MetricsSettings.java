package dev.anvil.metadata.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param pause between one count of usage and the next */
@ConfigurationProperties("anvil.metrics")
record MetricsSettings(@DefaultValue("15s") Duration pause) {}
