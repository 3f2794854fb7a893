package dev.anvil.gateway.body;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Keeps some big buffers between requests, because allocating and zeroing them costs more than copying into them. */
public final class BlockPool {
    public static final int BLOCK_BYTES = 128 * 1024;
    private static final int MAX_KEPT = 192;

    private final BlockingQueue<byte[]> kept = new ArrayBlockingQueue<>(MAX_KEPT);

    byte[] take() {
        byte[] block = kept.poll();
        return block == null ? new byte[BLOCK_BYTES] : block;
    }

    /** Answers whether it was kept; where enough are, it is garbage. */
    boolean give(byte[] block) {
        return kept.offer(block);
    }
}
