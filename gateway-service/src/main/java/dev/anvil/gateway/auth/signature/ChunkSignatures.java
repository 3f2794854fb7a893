package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.body.ChunkVerifier;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.HexFormat;

/** The chain of signatures inside a body. It begins with the signature of the request. */
final class ChunkSignatures implements ChunkVerifier {
    private final SigningKey key;
    private final Claim claim;
    private String previous;

    ChunkSignatures(SigningKey key, Claim claim) {
        this.key = key;
        this.claim = claim;
        this.previous = claim.signature();
    }

    @Override
    public void verifyChunk(byte[] sha256, String signature) {
        verify(
                lines("AWS4-HMAC-SHA256-PAYLOAD") + Hmac.SHA256_OF_NOTHING + "\n"
                        + HexFormat.of().formatHex(sha256),
                signature);
    }

    @Override
    public void verifyTrailer(byte[] sha256, String signature) {
        verify(lines("AWS4-HMAC-SHA256-TRAILER") + HexFormat.of().formatHex(sha256), signature);
    }

    private String lines(String what) {
        return what + "\n" + claim.date() + "\n" + claim.scope() + "\n" + previous + "\n";
    }

    private void verify(String stringToSign, String signature) {
        if (!key.isSignatureOf(stringToSign, signature)) {
            throw new S3Error(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", claim.accessKeyId())
                    .with("StringToSign", stringToSign)
                    .with("SignatureProvided", signature);
        }
        previous = signature;
    }
}
