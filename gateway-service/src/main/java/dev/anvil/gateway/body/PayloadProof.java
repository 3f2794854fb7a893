package dev.anvil.gateway.body;

import java.util.HexFormat;

/** What {@code x-amz-content-sha256} says about the body, and so how its bytes are wrapped and what proves them. */
public sealed interface PayloadProof {
    /** Nothing is proved: anonymous requests, presigned ones, and {@code UNSIGNED-PAYLOAD}. */
    record Unsigned() implements PayloadProof {}

    /** The SHA-256 of the whole body, in hex, which the request's signature covers. */
    record WholeHash(String hex) implements PayloadProof {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    /** {@code aws-chunked} without signatures, with trailing headers. */
    record UnsignedChunks() implements PayloadProof {}

    /** {@code aws-chunked} where every chunk is signed, and the trailing headers, if there are any, too. */
    record SignedChunks(ChunkVerifier verifier, boolean trailing) implements PayloadProof {}
}
