package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.body.RequestBody;
import dev.anvil.gateway.content.ContentWriter;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum.Algorithm;
import java.util.Set;

/** What S3 demands of bodies that become objects or parts. */
public final class BodyFields {
    /** What one request may carry: S3's limit for an object in one piece, and for a part. */
    public static final long MAX_BYTES = ContentWriter.MAX_BYTES;

    private BodyFields() {}

    /** What has promised no length and still has an end is measured when it is written. */
    public static void requireLength(Headers headers, RequestBody body) {
        if (body.length().isEmpty() && !headers.contains("transfer-encoding")) {
            throw new S3Error(S3ErrorCode.MISSING_CONTENT_LENGTH);
        }
        long length = body.length().orElse(0);
        if (length > MAX_BYTES) {
            throw new S3Error(S3ErrorCode.ENTITY_TOO_LARGE)
                    .with("ProposedSize", Long.toString(length))
                    .with("MaxSizeAllowed", Long.toString(MAX_BYTES));
        }
    }

    /** Every object gets a checksum: where the client asked for none it is the one that S3 chooses. */
    public static Set<Algorithm> checksums(RequestBody body) {
        return Set.of(body.declaredChecksum().orElse(Algorithm.CRC64NVME));
    }
}
