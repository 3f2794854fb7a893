package dev.anvil.gateway.body;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the headers of a request promise about its body. A promise that cannot be kept is refused before a byte is read. */
record BodyPromises(
        OptionalLong length,
        PayloadProof proof,
        byte @Nullable [] md5,
        @Nullable PromisedChecksum checksum) {
    private static final int MD5_BYTES = 16;

    static BodyPromises parse(Headers headers, PayloadProof proof) {
        return new BodyPromises(
                length(headers, proof),
                proof,
                headers.first("content-md5").map(BodyPromises::md5).orElse(null),
                PromisedChecksum.parse(headers).orElse(null));
    }

    /** For requests whose checksum headers speak of something else than their body. */
    static BodyPromises withoutChecksum(Headers headers, PayloadProof proof) {
        return new BodyPromises(
                length(headers, proof),
                proof,
                headers.first("content-md5").map(BodyPromises::md5).orElse(null),
                null);
    }

    boolean isChunked() {
        return proof instanceof PayloadProof.SignedChunks || proof instanceof PayloadProof.UnsignedChunks;
    }

    private static OptionalLong length(Headers headers, PayloadProof proof) {
        boolean chunked = proof instanceof PayloadProof.SignedChunks || proof instanceof PayloadProof.UnsignedChunks;
        Optional<String> length = headers.first(chunked ? "x-amz-decoded-content-length" : "content-length");
        try {
            return length.map(Long::parseLong)
                    .filter(value -> value >= 0)
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static byte[] md5(String header) {
        byte[] md5 = base64(header.strip());
        if (md5.length != MD5_BYTES) {
            throw new S3Error(S3ErrorCode.INVALID_DIGEST).with("Content-MD5", header);
        }
        return md5;
    }

    /** Nothing at all where the text is not base64. */
    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
