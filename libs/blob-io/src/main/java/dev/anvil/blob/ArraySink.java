package dev.anvil.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Buffers as arrays, for streams that know nothing else. */
final class ArraySink implements BlobSink {
    private final OutputStream out;
    private byte[] array = new byte[0];

    ArraySink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (bytes.hasArray()) {
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
            return;
        }
        if (array.length < length) {
            array = new byte[length];
        }
        bytes.get(array, 0, length);
        out.write(array, 0, length);
    }
}
