package dev.anvil.gateway.body;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One digest on its own virtual thread, fed in order through a bounded queue. */
final class DigestLane {
    /** Blocks are bounded already; this bounds the marks between them when chunks are tiny. */
    private static final int MAX_QUEUED = 64;

    sealed interface Event permits Block, ChunkEnd, End {}

    record ChunkEnd(String signature) implements Event {}

    record End() implements Event {}

    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    /** So many blocks may wait for company: one less than there are beside the one that is being filled. */
    private static final int RESTING_BLOCKS = DigestsBeside.BLOCKS - 2;

    /** Blocks that are not digested yet. */
    private final AtomicInteger pending = new AtomicInteger();

    private volatile boolean ending;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Digest digest;
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    private DigestLane(Digest digest) {
        this.digest = digest;
        this.thread = Thread.ofVirtual().name("digest").unstarted(this::run);
    }

    static DigestLane start(Digest digest) {
        DigestLane lane = new DigestLane(digest);
        lane.thread.start();
        return lane;
    }

    void put(Event event) throws IOException {
        rethrow();
        try {
            switch (event) {
                case Block block -> pending.incrementAndGet();
                case ChunkEnd end -> {}
                case End end -> ending = true;
            }
            queue.put(event);
            hurryIfDue();
        } catch (InterruptedException e) {
            throw DigestsBeside.interrupted();
        }
    }

    void awaitEnd() throws IOException {
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw DigestsBeside.interrupted();
        }
        rethrow();
    }

    void stop() {
        thread.interrupt();
    }

    private void rethrow() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private void run() {
        try {
            while (handle(queue.take())) {
                // Until the end, or until somebody stops us.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** After a failure the events are still taken, so that nobody waits for us; answers whether more will come. */
    private boolean handle(Event event) {
        switch (event) {
            case Block block -> {
                digest.rest();
                hurryIfDue();
                try {
                    guarded(() -> block.feed(digest));
                } finally {
                    pending.decrementAndGet();
                    block.release();
                }
            }
            case ChunkEnd end -> guarded(() -> digest.chunkEnds(end.signature()));
            case End end -> {
                return false;
            }
        }
        return true;
    }

    private void hurryIfDue() {
        if (ending || pending.get() > RESTING_BLOCKS) {
            digest.hurry();
        }
    }

    private void guarded(Runnable step) {
        if (failure == null) {
            try {
                step.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }
}
