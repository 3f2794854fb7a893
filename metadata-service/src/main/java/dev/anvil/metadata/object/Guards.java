package dev.anvil.metadata.object;

import org.jspecify.annotations.Nullable;

/**
 * What guards a version.
 *
 * @param legalHold null where nobody ever said
 * @param encryption how the bytes are encrypted, in JSON that only gateways understand; empty where they are not
 */
public record Guards(
        @Nullable Retention retention, @Nullable Boolean legalHold, String encryption) {
    public static final Guards NONE = new Guards(null, null, "");
}
