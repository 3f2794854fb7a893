package dev.anvil.gateway.content;

import dev.anvil.runtime.failure.ServiceFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to go on beyond a length. Bodies that did not say how long they are might otherwise never end. */
final class BoundedStream extends FilterInputStream {
    private final long most;
    private long count;

    BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int more) {
        count += more;
        if (count > most) {
            throw new ServiceFailure(
                    ServiceFailure.Kind.INVALID, "ENTITY_TOO_LARGE", "the body is longer than " + most + " bytes");
        }
    }
}
