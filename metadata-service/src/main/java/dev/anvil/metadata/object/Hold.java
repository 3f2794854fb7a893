package dev.anvil.metadata.object;

import org.jspecify.annotations.Nullable;

/**
 * A change of what holds a version.
 *
 * @param setsRetention whether retention changes; it is taken away where there is none
 * @param legalHold null to leave it as it is
 * @param bypassGovernance whether the caller may shorten or lift what governance retains
 */
public record Hold(
        boolean setsRetention,
        @Nullable Retention retention,
        @Nullable Boolean legalHold,
        boolean bypassGovernance) {}
