package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.ByteRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code x-amz-copy-source-range}. Stricter than a range to read: both ends are named, and the source must have them. */
public final class CopyRange {
    private static final Pattern SHAPE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

    private CopyRange() {}

    public static ByteRange of(Headers headers, long size) {
        String field = headers.get("x-amz-copy-source-range");
        if (field == null) {
            return ByteRange.whole(size);
        }
        Matcher matcher = SHAPE.matcher(field);
        if (!matcher.matches()) {
            throw invalid(
                    S3ErrorCode.INVALID_ARGUMENT,
                    field,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are "
                            + "the zero-based offsets of the first and last bytes to copy");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (last < first) {
            throw invalid(S3ErrorCode.INVALID_ARGUMENT, field, "The range ends before it begins.");
        }
        if (last >= size) {
            throw invalid(
                    S3ErrorCode.INVALID_RANGE,
                    field,
                    "Range specified is not valid for source object of size: " + size);
        }
        return new ByteRange(first, last - first + 1);
    }

    private static S3Error invalid(S3ErrorCode code, String field, String message) {
        return new S3Error(code, message)
                .with("ArgumentName", "x-amz-copy-source-range")
                .with("ArgumentValue", field);
    }
}
