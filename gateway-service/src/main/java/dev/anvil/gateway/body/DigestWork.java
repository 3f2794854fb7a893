package dev.anvil.gateway.body;

import java.io.IOException;
import java.util.List;

/** Feeds the bytes of one body to its digests, either here and now or on threads of their own. */
interface DigestWork extends AutoCloseable {
    void update(byte[] bytes, int offset, int length) throws IOException;

    void chunkEnds(String signature) throws IOException;

    /** Waits until every digest has seen every byte. What a digest threw is thrown here at the latest. */
    void complete() throws IOException;

    /** Lets go of threads and buffers, whether or not the work was completed. */
    @Override
    void close();

    /** For bodies that are small enough not to be worth a thread. */
    static DigestWork inline(List<Digest> digests) {
        return new DigestWork() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                digests.forEach(digest -> digest.update(bytes, offset, length));
            }

            @Override
            public void chunkEnds(String signature) {
                digests.forEach(digest -> digest.chunkEnds(signature));
            }

            @Override
            public void complete() {}

            @Override
            public void close() {}
        };
    }
}
