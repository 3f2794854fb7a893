package dev.anvil.runtime.trace;

import dev.anvil.runtime.setting.SettingRefused;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where traces go, and how many. Set as ANVIL_TRACING_ENDPOINT and ANVIL_TRACING_SAMPLE.
 *
 * @param endpoint of a collector that takes OTLP by HTTP, for example {@code http://collector:4318/v1/traces}
 * @param sample the part of requests that are traced, from 0 to 1; who comes with a trace decides by itself
 */
@ConfigurationProperties("anvil.tracing")
record TraceSettings(
        @DefaultValue("") String endpoint,
        @DefaultValue("0.01") double sample) {
    TraceSettings {
        if (!(sample >= 0 && sample <= 1)) {
            throw new SettingRefused("ANVIL_TRACING_SAMPLE", "'" + sample + "'", "give a number from 0 to 1");
        }
        if (!isUrl(endpoint)) {
            throw new SettingRefused(
                    "ANVIL_TRACING_ENDPOINT",
                    "'" + endpoint + "'",
                    "give the URL of a collector, for example http://collector:4318/v1/traces");
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
