package dev.anvil.storage.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One sync for everybody who waits. While a sync runs, others append and queue up; the next sync takes them all.
 *
 * <p>A segment is complete and synced before its successor takes a record, so syncing the active one makes everything
 * durable that was appended before.
 */
final class GroupCommit {
    private record Waiting(Runnable publish, CompletableFuture<Void> done) {}

    private final SegmentLog log;
    private final DriveHealth health;
    private final ReentrantLock lock;
    private final Condition work;
    private final long syncEveryBytes;
    private final Object committing = new Object();

    private List<Waiting> waiting = new ArrayList<>();
    private long unsyncedBytes;
    private boolean closed;

    GroupCommit(SegmentLog log, DriveHealth health, ReentrantLock lock, long syncEveryBytes) {
        this.log = log;
        this.health = health;
        this.lock = lock;
        this.work = lock.newCondition();
        this.syncEveryBytes = syncEveryBytes;
    }

    /** Called under the lock, after an append. */
    void appended(long bytes) {
        unsyncedBytes += bytes;
        if (unsyncedBytes >= syncEveryBytes) {
            work.signal();
        }
    }

    /**
     * Called under the lock: when everything that was appended up to now is durable, publishes under the lock and then
     * completes the future. In the order of these calls.
     */
    CompletableFuture<Void> whenDurable(Runnable publish) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiting.add(new Waiting(publish, done));
        work.signal();
        return done;
    }

    /** Waits until there is something to sync; false when {@link #close()} was called and nothing is left. */
    boolean awaitWork() {
        lock.lock();
        try {
            while (waiting.isEmpty() && unsyncedBytes < syncEveryBytes && !closed) {
                work.awaitUninterruptibly();
            }
            return !closed || !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Syncs once and publishes everything that it covers. */
    void commit() {
        // Two commits at once could publish in another order than the appends'.
        synchronized (committing) {
            List<Waiting> batch = new ArrayList<>();
            try {
                syncFor(batch);
            } catch (StorageFailure e) {
                batch.forEach(one -> one.done.completeExceptionally(e));
                return;
            }
            lock.lock();
            try {
                batch.forEach(one -> one.publish.run());
            } finally {
                lock.unlock();
            }
            batch.forEach(one -> one.done.complete(null));
        }
    }

    private void syncFor(List<Waiting> batch) {
        Segment segment;
        lock.lock();
        try {
            batch.addAll(waiting);
            waiting = new ArrayList<>();
            unsyncedBytes = 0;
            health.requireWritable();
            segment = log.active();
            if (segment == null) {
                return;
            }
            if (!segment.acquire()) {
                throw new IllegalStateException("the active segment is dropped");
            }
        } finally {
            lock.unlock();
        }
        try {
            try {
                segment.file().sync();
            } finally {
                segment.release();
            }
        } catch (IOException e) {
            // What the file system does with unwritten pages after a failed sync is not known: nothing more is trusted.
            throw health.fail("sync of " + segment.name(), e);
        }
    }
}
