package dev.anvil.gateway.body;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that a client sends along. The value is known now when it stands in a header, later when it trails the body, and
 * never when the client only names an algorithm for us to compute.
 */
record PromisedChecksum(
        Checksum.Algorithm algorithm, @Nullable Checksum value, boolean trailing) {
    private static final String PREFIX = "x-amz-checksum-";

    static Optional<PromisedChecksum> parse(Headers headers) {
        PromisedChecksum found = null;
        for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
            String value = headers.get(headerName(algorithm));
            if (value != null) {
                if (found != null) {
                    throw new S3Error(
                            S3ErrorCode.INVALID_REQUEST,
                            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
                }
                found = new PromisedChecksum(algorithm, parse(algorithm, value), false);
            }
        }
        if (found != null) {
            return Optional.of(found);
        }
        Optional<PromisedChecksum> trailing = headers.first("x-amz-trailer").flatMap(PromisedChecksum::trailing);
        return trailing.isPresent()
                ? trailing
                : headers.first("x-amz-sdk-checksum-algorithm").map(PromisedChecksum::named);
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
        return new PromisedChecksum(algorithm(name, "x-amz-sdk-checksum-algorithm"), null, false);
    }

    private static Checksum.Algorithm algorithm(String name, String header) {
        for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
            if (algorithm.name().equalsIgnoreCase(name.strip())) {
                return algorithm;
            }
        }
        throw new S3Error(S3ErrorCode.INVALID_REQUEST, "Value for " + header + " header is invalid.");
    }
}
