package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.body.ChunkVerifier;
import dev.anvil.gateway.body.PayloadProof;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What {@code x-amz-content-sha256} can say. */
final class Payload {
    static final String HEADER = "x-amz-content-sha256";
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String STREAMING = "STREAMING-";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private Payload() {}

    /** The value as the signature covers it. Presigned requests may leave it out; nobody else may. */
    static String of(Claim claim, Headers headers) {
        String value = headers.get(HEADER);
        if (value != null
                && (claim.kind() == Claim.Kind.HEADER || claim.signedHeaders().contains(HEADER))) {
            return value;
        }
        if (claim.kind() == Claim.Kind.QUERY) {
            return UNSIGNED;
        }
        throw new S3Error(
                        S3ErrorCode.MISSING_SECURITY_HEADER,
                        "Your request was missing a required header: x-amz-content-sha256")
                .with("MissingHeaderName", HEADER);
    }

    /** A presigned address leaves the body open; who sends it may still say what the body is, and is held to it. */
    static String promised(String signed, Headers headers) {
        String value = headers.get(HEADER);
        return signed.equals(UNSIGNED) && value != null && !value.startsWith(STREAMING) ? value : signed;
    }

    static PayloadProof proof(String value, Supplier<ChunkVerifier> verifier) {
        return switch (value) {
            case UNSIGNED -> new PayloadProof.Unsigned();
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new PayloadProof.UnsignedChunks();
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new PayloadProof.SignedChunks(verifier.get(), false);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new PayloadProof.SignedChunks(verifier.get(), true);
            default -> wholeHash(value);
        };
    }

    private static PayloadProof wholeHash(String value) {
        if (value.startsWith("STREAMING-AWS4-ECDSA")) {
            throw new S3Error(S3ErrorCode.NOT_IMPLEMENTED, "Signatures by ECDSA are not implemented.")
                    .with("Header", HEADER);
        }
        if (!SHA256.matcher(value).matches()) {
            throw new S3Error(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or"
                                    + " a valid sha256 value.")
                    .with("ArgumentName", HEADER)
                    .with("ArgumentValue", value);
        }
        return new PayloadProof.WholeHash(value);
    }
}
