package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.CompletedPart;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum;
import dev.anvil.model.Checksum.Algorithm;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What a client says, when it completes an upload, of what it said when it began it. Who contradicts himself is refused. */
record CompletionClaims(Upload upload) {
    private static final String SIZE = "x-amz-mp-object-size";
    private static final String TYPE = "x-amz-checksum-type";

    /** How long the whole is to be; only the catalogue knows how long the parts are. */
    static OptionalLong size(Headers headers) {
        String text = headers.get(SIZE);
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            long size = Long.parseLong(text.strip());
            if (size >= 0) {
                return OptionalLong.of(size);
            }
        } catch (NumberFormatException e) {
            throw invalidSize();
        }
        throw invalidSize();
    }

    private static S3Error invalidSize() {
        return invalid("Value for x-amz-mp-object-size header is invalid.");
    }

    void check(Headers headers, List<CompletedPart> parts) {
        Algorithm algorithm = upload.checksumAlgorithm();
        if (algorithm == null) {
            return;
        }
        String type = headers.get(TYPE);
        String own = ChecksumFields.typeName(!upload.checksumOfWhole());
        if (type != null && !type.equalsIgnoreCase(own)) {
            throw invalid("The upload was created using the " + own
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
        parts.forEach(part -> check(part, algorithm));
    }

    /** A checksum that is not named is the one that was computed when the part came. */
    private static void check(CompletedPart part, Algorithm algorithm) {
        for (Checksum claimed : part.checksums()) {
            if (claimed.algorithm() != algorithm) {
                throw new S3Error(
                        S3ErrorCode.BAD_DIGEST,
                        "The " + claimed.algorithm().name().toLowerCase(Locale.ROOT) + " you specified for part "
                                + part.number() + " did not match what we received.");
            }
        }
    }

    private static S3Error invalid(String message) {
        return new S3Error(S3ErrorCode.INVALID_REQUEST, message);
    }
}
