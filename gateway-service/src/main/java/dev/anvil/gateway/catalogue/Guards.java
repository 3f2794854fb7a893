package dev.anvil.gateway.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What guards a version: against deletion, and against eyes.
 *
 * @param legalHold null where nobody ever said
 * @param encryption null where the bytes lie as they came
 */
public record Guards(
        @Nullable Retention retention,
        @Nullable Boolean legalHold,
        @Nullable Encryption encryption) {
    public static final Guards NONE = new Guards(null, null, null);

    public Guards with(@Nullable Encryption other) {
        return new Guards(retention, legalHold, other);
    }
}
