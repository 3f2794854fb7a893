package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.ETag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Under which conditions a client wants an object; in the order of precedence of RFC 9110, section 13.2.2. */
public record ReadConditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {
    /** What the conditions say about an object. */
    public enum Verdict {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    public static ReadConditions of(Headers headers) {
        return of(headers, "");
    }

    /** Conditions on the source of a copy. */
    public static ReadConditions ofSource(Headers headers) {
        return of(headers, "x-amz-copy-source-");
    }

    private static ReadConditions of(Headers headers, String prefix) {
        return new ReadConditions(
                headers.get(prefix + "if-match"),
                headers.get(prefix + "if-none-match"),
                date(headers, prefix + "if-modified-since"),
                date(headers, prefix + "if-unmodified-since"));
    }

    private static @Nullable Instant date(Headers headers, String name) {
        Optional<Instant> date = headers.first(name).flatMap(HttpDates::parse);
        return date.orElse(null);
    }

    public Verdict judge(ETag tag, Instant modified) {
        // Headers have whole seconds.
        Instant since = modified.truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch != null) {
            if (!EntityTags.matches(ifMatch, tag)) {
                return Verdict.FAILED;
            }
        } else if (ifUnmodifiedSince != null && since.isAfter(ifUnmodifiedSince)) {
            return Verdict.FAILED;
        }
        if (ifNoneMatch != null) {
            return EntityTags.matches(ifNoneMatch, tag) ? Verdict.NOT_MODIFIED : Verdict.PROCEED;
        }
        return ifModifiedSince != null && !since.isAfter(ifModifiedSince) ? Verdict.NOT_MODIFIED : Verdict.PROCEED;
    }
}
