package dev.anvil.blob.peer;

import io.grpc.Detachable;
import io.grpc.Drainable;
import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A message in three pieces. gRPC knows its length and drains it straight into the socket's buffer; who gets it without a socket
 * is lent the pieces themselves.
 */
final class FrameStream extends InputStream implements Drainable, KnownLength, HasByteBuffer, Detachable {
    private final byte[][] pieces;
    private final int[] offsets;
    private final int[] ends;
    private int piece;

    FrameStream(byte[] before, byte[] payload, int offset, int length, byte[] after) {
        this.pieces = new byte[][] {before, payload, after};
        this.offsets = new int[] {0, offset, 0};
        this.ends = new int[] {before.length, offset + length, after.length};
    }

    @Override
    public int available() {
        int left = 0;
        for (int i = piece; i < pieces.length; i++) {
            left += ends[i] - offsets[i];
        }
        return left;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        int drained = 0;
        for (; piece < pieces.length; piece++) {
            int count = ends[piece] - offsets[piece];
            target.write(pieces[piece], offsets[piece], count);
            offsets[piece] += count;
            drained += count;
        }
        return drained;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        while (piece < pieces.length && offsets[piece] == ends[piece]) {
            piece++;
        }
        if (piece == pieces.length) {
            return -1;
        }
        int count = Math.min(length, ends[piece] - offsets[piece]);
        System.arraycopy(pieces[piece], offsets[piece], target, offset, count);
        offsets[piece] += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long left = count;
        while (left > 0 && piece < pieces.length) {
            int here = (int) Math.min(left, ends[piece] - offsets[piece]);
            offsets[piece] += here;
            left -= here;
            piece += offsets[piece] == ends[piece] ? 1 : 0;
        }
        return count - left;
    }

    @Override
    public boolean byteBufferSupported() {
        return true;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
        while (piece < pieces.length && offsets[piece] == ends[piece]) {
            piece++;
        }
        return piece == pieces.length
                ? null
                : ByteBuffer.wrap(pieces[piece], offsets[piece], ends[piece] - offsets[piece]);
    }

    @Override
    public InputStream detach() {
        return this;
    }
}
