package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Under which conditions a client wants to change an object. The catalogue judges them, inside its transaction. */
public final class WriteConditions {
    private WriteConditions() {}

    public static Preconditions ofPut(Headers headers) {
        return Preconditions.onTag(tag(headers, "if-match"), tag(headers, "if-none-match"));
    }

    public static Preconditions ofDelete(Headers headers) {
        return ofDeletion(
                headers.get("if-match"),
                headers.get("x-amz-if-match-last-modified-time"),
                headers.get("x-amz-if-match-size"));
    }

    /** The same from their texts, for deletions that stand in a document. */
    public static Preconditions ofDeletion(@Nullable String tag, @Nullable String modified, @Nullable String size) {
        Instant instant = modified == null ? null : HttpDates.parse(modified).orElse(null);
        return new Preconditions(tag == null ? null : EntityTags.bare(tag), null, null, instant, number(size));
    }

    private static @Nullable String tag(Headers headers, String name) {
        return headers.first(name).map(EntityTags::bare).orElse(null);
    }

    private static @Nullable Long number(@Nullable String size) {
        try {
            return size == null ? null : Long.valueOf(size);
        } catch (NumberFormatException e) {
            throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "The size of a condition is not a number.");
        }
    }
}
