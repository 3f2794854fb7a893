package dev.anvil.metadata.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Conditions on the current version. Entity tags without quotes; {@code *} is any. */
public record Preconditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince,
        @Nullable Long ifSize) {
    public static final Preconditions NONE = new Preconditions(null, null, null, null, null);

    public static Preconditions ifMatch(String etag) {
        return new Preconditions(etag, null, null, null, null);
    }

    public static Preconditions ifNoneMatch(String etag) {
        return new Preconditions(null, etag, null, null, null);
    }
}
