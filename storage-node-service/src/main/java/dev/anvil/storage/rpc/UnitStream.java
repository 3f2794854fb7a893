package dev.anvil.storage.rpc;

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
 * A message of a few bytes and a unit. gRPC closes it when it is sent, or will never be. A reader in the same process may detach it:
 * then the memory is the reader's until it closes what it got.
 */
final class UnitStream extends InputStream implements Drainable, KnownLength, Detachable, HasByteBuffer {
    private static final int STEP_BYTES = 32 * 1024;

    private final ByteBuffer head;
    private final ByteBuffer data;
    private final RecordBuffers.Loan loan;
    private boolean closed;

    UnitStream(byte[] head, ByteBuffer data, RecordBuffers.Loan loan) {
        this(ByteBuffer.wrap(head), data.duplicate(), loan);
    }

    private UnitStream(ByteBuffer head, ByteBuffer data, RecordBuffers.Loan loan) {
        this.head = head;
        this.data = data;
        this.loan = loan;
    }

    @Override
    public int available() {
        return closed ? 0 : head.remaining() + data.remaining();
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        int count = available();
        if (count > 0) {
            target.write(head.array(), head.position(), head.remaining());
            head.position(head.limit());
            drainData(target);
        }
        return count;
    }

    /** Streams take arrays only: through one that stays in the processor's cache. */
    private void drainData(OutputStream target) throws IOException {
        if (data.hasArray()) {
            target.write(data.array(), data.arrayOffset() + data.position(), data.remaining());
            data.position(data.limit());
            return;
        }
        byte[] step = new byte[Math.min(STEP_BYTES, data.remaining())];
        while (data.hasRemaining()) {
            int count = Math.min(step.length, data.remaining());
            data.get(step, 0, count);
            target.write(step, 0, count);
        }
    }

    @Override
    public int read() {
        if (available() == 0) {
            return -1;
        }
        return (head.hasRemaining() ? head.get() : data.get()) & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (available() == 0) {
            return -1;
        }
        ByteBuffer from = head.hasRemaining() ? head : data;
        int count = Math.min(length, from.remaining());
        from.get(target, offset, count);
        return count;
    }

    @Override
    public long skip(long count) {
        ByteBuffer from = head.hasRemaining() ? head : data;
        int skipped = (int) Math.clamp(count, 0, closed ? 0 : from.remaining());
        from.position(from.position() + skipped);
        return skipped;
    }

    @Override
    public boolean byteBufferSupported() {
        return true;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
        if (available() == 0) {
            return null;
        }
        return (head.hasRemaining() ? head : data).asReadOnlyBuffer();
    }

    @Override
    public InputStream detach() {
        if (closed) {
            throw new IllegalStateException("the memory was given back");
        }
        closed = true;
        return new UnitStream(head, data, loan);
    }

    /** Another reader may have the memory from here on. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            loan.close();
        }
    }
}
