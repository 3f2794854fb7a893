package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum.Algorithm;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which checksum the object of an upload gets: of all its bytes, or of the checksums of its parts. */
record UploadChecksum(@Nullable Algorithm algorithm, boolean ofWhole) {
    /** Every object gets a checksum: where the client chose none it is this one, of the whole. */
    static final Algorithm OF_NO_CHOICE = Algorithm.CRC64NVME;

    private static final String TYPE = "x-amz-checksum-type";

    static UploadChecksum of(Headers headers) {
        Algorithm algorithm =
                ChecksumFields.algorithm(headers, "x-amz-checksum-algorithm").orElse(null);
        String type = headers.get(TYPE);
        if (algorithm == null) {
            if (type != null) {
                throw new S3Error(
                        S3ErrorCode.INVALID_REQUEST,
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }
            return new UploadChecksum(null, false);
        }
        boolean ofWhole = type == null ? algorithm == Algorithm.CRC64NVME : isOfWhole(type);
        if (ofWhole ? !mayBeOfWhole(algorithm) : algorithm == Algorithm.CRC64NVME) {
            throw new S3Error(
                    S3ErrorCode.INVALID_REQUEST,
                    "The " + ChecksumFields.typeName(!ofWhole) + " checksum type cannot be used with the "
                            + algorithm.name().toLowerCase(Locale.ROOT) + " checksum algorithm.");
        }
        return new UploadChecksum(algorithm, ofWhole);
    }

    private static boolean isOfWhole(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "FULL_OBJECT" -> true;
            case "COMPOSITE" -> false;
            default ->
                throw new S3Error(S3ErrorCode.INVALID_REQUEST, "Value for x-amz-checksum-type header is invalid.");
        };
    }

    /** Cyclic checksums of parts can be put together into that of the whole; hashes cannot. */
    private static boolean mayBeOfWhole(Algorithm algorithm) {
        return switch (algorithm) {
            case CRC32, CRC32C, CRC64NVME -> true;
            case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> false;
        };
    }

    S3Response addTo(S3Response response) {
        return algorithm == null
                ? response
                : response.header("x-amz-checksum-algorithm", algorithm.name())
                        .header(TYPE, ChecksumFields.typeName(!ofWhole));
    }
}
