package dev.anvil.gateway.body;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that a client sends along. The value is known now when it stands in a header, later when it trails the body, and
 * never when the client only names an algorithm for us to compute.
 */
record PromisedChecksum(
        Checksum.Algorithm algorithm, @Nullable Checksum value, boolean trailing) {
    private static final String PREFIX = "x-amz-checksum-";
    private static final String NAMED = "x-amz-sdk-checksum-algorithm";
    private static final Set<String> VALUES = Arrays.stream(Checksum.Algorithm.values())
            .map(PromisedChecksum::headerName)
            .collect(Collectors.toUnmodifiableSet());
    /** They begin like one and carry none. */
    private static final Set<String> NO_VALUES = Set.of(PREFIX + "algorithm", PREFIX + "type", PREFIX + "mode");

    static Optional<PromisedChecksum> parse(Headers headers) {
        requireKnown(headers);
        requireOne(headers);
        PromisedChecksum found = null;
        for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
            String value = headers.get(headerName(algorithm));
            if (value != null) {
                found = new PromisedChecksum(algorithm, parse(algorithm, value), false);
            }
        }
        Optional<PromisedChecksum> sent = found != null
                ? Optional.of(found)
                : headers.first("x-amz-trailer").flatMap(PromisedChecksum::trailing);
        Optional<PromisedChecksum> named = headers.first(NAMED).map(PromisedChecksum::named);
        if (sent.isPresent()
                && named.isPresent()
                && sent.get().algorithm() != named.get().algorithm()) {
            throw invalid(NAMED);
        }
        return sent.or(() -> named);
    }

    private static void requireOne(Headers headers) {
        long trailing = headers.first("x-amz-trailer").flatMap(PromisedChecksum::trailing).stream()
                .count();
        if (VALUES.stream().filter(headers::contains).count() + trailing > 1) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
    }

    /** What we could not check would pass for checked. */
    private static void requireKnown(Headers headers) {
        for (String name : headers.names()) {
            if (name.startsWith(PREFIX) && !NO_VALUES.contains(name) && !VALUES.contains(name)) {
                throw new S3Error(
                        S3ErrorCode.INVALID_REQUEST,
                        "The algorithm type you specified in x-amz-checksum- header is invalid.");
            }
        }
    }

    static boolean isAmong(Map<String, String> trailers) {
        return trailers.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    static String headerName(Checksum.Algorithm algorithm) {
        return PREFIX + algorithm.name().toLowerCase(Locale.ROOT);
    }

    static Checksum parse(Checksum.Algorithm algorithm, String base64) {
        byte[] bytes = BodyPromises.base64(base64.strip());
        if (bytes.length != algorithm.length()) {
            throw new S3Error(S3ErrorCode.BAD_DIGEST, "Value for " + headerName(algorithm) + " header is invalid.");
        }
        return new Checksum(algorithm, bytes);
    }

    private static Optional<PromisedChecksum> trailing(String names) {
        for (String name : names.split(",", -1)) {
            String trailer = name.strip().toLowerCase(Locale.ROOT);
            if (trailer.startsWith(PREFIX)) {
                return Optional.of(new PromisedChecksum(
                        algorithm(trailer.substring(PREFIX.length()), "x-amz-trailer"), null, true));
            }
        }
        return Optional.empty();
    }

    private static PromisedChecksum named(String name) {
        return new PromisedChecksum(algorithm(name, NAMED), null, false);
    }

    private static Checksum.Algorithm algorithm(String name, String header) {
        for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
            if (algorithm.name().equalsIgnoreCase(name.strip())) {
                return algorithm;
            }
        }
        throw invalid(header);
    }

    private static S3Error invalid(String header) {
        return new S3Error(S3ErrorCode.INVALID_REQUEST, "Value for " + header + " header is invalid.");
    }
}
