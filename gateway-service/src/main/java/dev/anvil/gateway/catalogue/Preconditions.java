package dev.anvil.gateway.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Conditions on the current version, judged inside the catalogue's transaction. Entity tags without quotes; "*" is any. */
public record Preconditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince,
        @Nullable Long ifSize) {
    public static final Preconditions NONE = new Preconditions(null, null, null, null, null);

    public static Preconditions onTag(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Preconditions(ifMatch, ifNoneMatch, null, null, null);
    }
}
