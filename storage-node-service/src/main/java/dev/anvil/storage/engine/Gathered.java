package dev.anvil.storage.engine;

import java.nio.ByteBuffer;

/** Several buffers as one run of bytes that is taken from its front. */
final class Gathered {
    private final ByteBuffer[] buffers;
    private int first;

    Gathered(ByteBuffer... buffers) {
        this.buffers = buffers;
    }

    long remaining() {
        long remaining = 0;
        for (int i = first; i < buffers.length; i++) {
            remaining += buffers[i].remaining();
        }
        return remaining;
    }

    /** Fills the target, as far as there is anything left. */
    void drainTo(ByteBuffer target) {
        while (target.hasRemaining() && first < buffers.length) {
            ByteBuffer source = buffers[first];
            int count = Math.min(target.remaining(), source.remaining());
            target.put(source.slice(source.position(), count));
            source.position(source.position() + count);
            if (!source.hasRemaining()) {
                first++;
            }
        }
    }

    /** So many bytes from the front, copied. */
    ByteBuffer take(int count) {
        ByteBuffer taken = ByteBuffer.allocate(count);
        drainTo(taken);
        return taken.flip();
    }

    /** All that is left, where it lies. */
    ByteBuffer[] rest() {
        return buffers;
    }
}
