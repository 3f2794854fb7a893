package dev.anvil.gateway.s3.form;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads up to a delimiter and no further; what comes after it can be read after {@link #next}. That the bytes end without one is an
 * error, after the last of them was read.
 */
final class DelimitedStream extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    /** Bytes from {@link #from} on that are known to be before the delimiter. */
    private int clear;

    private boolean atDelimiter;
    private boolean ended;

    DelimitedStream(InputStream in, byte[] delimiter) {
        this.in = in;
        this.delimiter = delimiter.clone();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (clear == 0 && !look()) {
            return -1;
        }
        int read = Math.min(length, clear);
        System.arraycopy(buffer, from, bytes, offset, read);
        from += read;
        clear -= read;
        return read;
    }

    /** Steps over the delimiter that was reached. */
    void next() {
        if (!atDelimiter) {
            throw new IllegalStateException("the delimiter was not reached");
        }
        from += delimiter.length;
        atDelimiter = false;
    }

    /** Finds out how many bytes are before the delimiter; false where it is the next thing. */
    private boolean look() throws IOException {
        while (!atDelimiter) {
            int found = find();
            if (found >= 0) {
                clear = found - from;
                atDelimiter = clear == 0;
                if (clear > 0) {
                    return true;
                }
            } else if (to - from >= delimiter.length) {
                clear = to - from - delimiter.length + 1;
                return true;
            } else if (!ended) {
                fill();
            } else if (to > from) {
                clear = to - from;
                return true;
            } else {
                throw new S3Error(S3ErrorCode.MALFORMED_POST_REQUEST);
            }
        }
        return false;
    }

    private int find() {
        for (int at = from; at <= to - delimiter.length; at++) {
            if (isDelimiterAt(at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isDelimiterAt(int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        ended = read < 0;
        to += Math.max(read, 0);
    }
}
