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
        Instant modified = headers.first("x-amz-if-match-last-modified-time")
                .flatMap(HttpDates::parse)
                .orElse(null);
        return new Preconditions(tag(headers, "if-match"), null, null, modified, size(headers));
    }

    private static @Nullable String tag(Headers headers, String name) {
        return headers.first(name).map(EntityTags::bare).orElse(null);
    }

    private static @Nullable Long size(Headers headers) {
        try {
            return headers.first("x-amz-if-match-size").map(Long::valueOf).orElse(null);
        } catch (NumberFormatException e) {
            throw new S3Error(S3ErrorCode.INVALID_ARGUMENT, "x-amz-if-match-size is not a number.");
        }
    }
}
