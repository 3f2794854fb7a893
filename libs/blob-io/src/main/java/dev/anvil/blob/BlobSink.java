package dev.anvil.blob;

import java.io.IOException;
import java.io.OutputStream;

/** Where a blob's bytes go. The array is only lent: it is reused after the call. */
@FunctionalInterface
public interface BlobSink {
    void write(byte[] array, int offset, int length) throws IOException;

    static BlobSink to(OutputStream out) {
        return out::write;
    }
}
