package dev.anvil.gateway.body;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Computes digests beside the thread that reads the body. MD5 alone is slower than everything else that happens to an upload, and
 * together with SHA-256 on one thread it would halve its speed; so each digest has a lane of its own.
 *
 * <p>Bytes are copied into blocks that all lanes share; a block is free again when the slowest lane is done with it. There are
 * {@link #BLOCKS} blocks, so a slow lane slows the reader and memory stays bounded. They hold more than a stripe: a body is read a
 * stripe at a time, and what rests in the blocks of the others is what a digest has for company.
 */
final class DigestsBeside implements DigestWork {
    static final int BLOCKS = 12;

    private final BlockPool pool;
    private final List<DigestLane> lanes;
    private final Semaphore freeBlocks = new Semaphore(BLOCKS);
    private @Nullable Block filling;

    DigestsBeside(BlockPool pool, List<Digest> digests) {
        this.pool = pool;
        List<DigestLane> started = new ArrayList<>();
        for (Digest digest : digests) {
            started.add(DigestLane.start(digest));
        }
        this.lanes = List.copyOf(started);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            Block block = filling == null ? nextBlock() : filling;
            int taken = block.fill(bytes, at, left);
            at += taken;
            left -= taken;
            if (block.isFull()) {
                handOver();
            }
        }
    }

    @Override
    public void chunkEnds(String signature) throws IOException {
        handOver();
        toAll(new DigestLane.ChunkEnd(signature));
    }

    @Override
    public void complete() throws IOException {
        handOver();
        toAll(new DigestLane.End());
        for (DigestLane lane : lanes) {
            lane.awaitEnd();
        }
    }

    @Override
    public void close() {
        lanes.forEach(DigestLane::stop);
        if (filling != null) {
            filling.release();
            filling = null;
        }
    }

    private Block nextBlock() throws IOException {
        try {
            freeBlocks.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        Block block = new Block(pool.take(), lanes.size(), bytes -> {
            pool.give(bytes);
            freeBlocks.release();
        });
        filling = block;
        return block;
    }

    private void handOver() throws IOException {
        Block block = filling;
        if (block != null) {
            filling = null;
            toAll(block);
        }
    }

    private void toAll(DigestLane.Event event) throws IOException {
        for (DigestLane lane : lanes) {
            lane.put(event);
        }
    }

    static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while the digests of a body were computed");
    }
}
