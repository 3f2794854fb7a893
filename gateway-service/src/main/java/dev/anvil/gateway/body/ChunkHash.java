package dev.anvil.gateway.body;

import java.security.MessageDigest;

/** Hashes one signed chunk after the other, and has each one's signature checked where it ends. */
final class ChunkHash implements Digest {
    private final MessageDigest sha256 = Digest.messageDigest("SHA-256");
    private final ChunkVerifier verifier;

    ChunkHash(ChunkVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
    }

    @Override
    public void chunkEnds(String signature) {
        verifier.verifyChunk(sha256.digest(), signature);
    }

    @Override
    public byte[] finish() {
        return new byte[0];
    }
}
