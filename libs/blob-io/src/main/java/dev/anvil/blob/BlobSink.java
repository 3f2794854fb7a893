package dev.anvil.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Where a blob's bytes go: all that remains in the buffer, which is only lent and is reused after the call. */
@FunctionalInterface
public interface BlobSink {
    void write(ByteBuffer bytes) throws IOException;

    /** A stream that is a channel, too, gets buffers as they are; for every other one they become arrays. */
    static BlobSink to(OutputStream out) {
        if (!(out instanceof WritableByteChannel channel)) {
            return new ArraySink(out);
        }
        return bytes -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        };
    }
}
