package dev.anvil.gateway.content;

import dev.anvil.erasure.CoderChoice;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param coder what computes parity; the fastest that works here unless one is forced
 * @param keptBuffers memory that is kept for the stripes of the next requests
 */
@ConfigurationProperties("anvil.gateway.content")
record ContentSettings(
        @DefaultValue("AUTO") CoderChoice coder,
        @DefaultValue("64MB") DataSize keptBuffers) {}
