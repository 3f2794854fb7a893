package dev.anvil.gateway.body;

/**
 * Checks the signatures inside a signed {@code aws-chunked} body. Each signature covers the one before, so the calls come in the
 * order of the body. Refuses with SignatureDoesNotMatch.
 */
public interface ChunkVerifier {
    void verifyChunk(byte[] sha256, String signature);

    /** {@code sha256} is of the trailing headers as they were sent, without their signature. */
    void verifyTrailer(byte[] sha256, String signature);
}
