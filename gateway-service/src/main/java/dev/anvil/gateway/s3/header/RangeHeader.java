package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.ByteRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Range} field. Several ranges and nonsense are passed over, so that the whole object is answered, as HTTP allows. */
public final class RangeHeader {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*([0-9]{0,19})-([0-9]{0,19})\\s*");

    private RangeHeader() {}

    /** The bytes of an object of the given size that are asked for; InvalidRange where it has none of them. */
    public static Optional<ByteRange> parse(String field, long size) {
        Matcher matcher = ONE.matcher(field);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            return Optional.of(suffix(field, number(matcher.group(2)), size));
        }
        long first = number(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : number(matcher.group(2));
        if (last < first) {
            return Optional.empty();
        }
        if (first >= size) {
            throw unsatisfiable(field, size);
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1) - first + 1));
    }

    private static ByteRange suffix(String field, long wanted, long size) {
        if (wanted == 0 || size == 0) {
            throw unsatisfiable(field, size);
        }
        long length = Math.min(wanted, size);
        return new ByteRange(size - length, length);
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            // Beyond every object.
            return Long.MAX_VALUE;
        }
    }

    private static S3Error unsatisfiable(String field, long size) {
        return new S3Error(S3ErrorCode.INVALID_RANGE)
                .with("RangeRequested", field)
                .with("ActualObjectSize", Long.toString(size))
                .withHeader("Content-Range", "bytes */" + size);
    }

    /** As {@code Content-Range} answers it. */
    public static String contentRange(ByteRange range, long size) {
        return "bytes " + range.offset() + "-" + (range.end() - 1) + "/" + size;
    }
}
