package dev.anvil.gateway.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Raw bytes on their way through. Remembers whether they ended, or why they did not: then it is the client that failed. */
public final class PassedOnStream extends FilterInputStream {
    private boolean atEnd;
    private @Nullable IOException failure;

    PassedOnStream(InputStream raw) {
        super(raw);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = super.read(buffer, offset, length);
            atEnd |= count < 0;
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    boolean isAtEnd() {
        return atEnd;
    }

    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whoever passes it on closes it when it is done; the connection to the client lives on. */
    @Override
    public void close() {
        // The container owns what is below.
    }
}
