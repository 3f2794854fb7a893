package dev.anvil.metadata.change;

import dev.anvil.metadata.change.Change.EverythingChanged;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one watcher has not been told yet, in order and bounded. When the bound is reached the list becomes one word:
 * everything. The signal is given after each addition, outside the lock; it must not block.
 */
public final class ChangeWatch {
    static final int MAX_PENDING = 1_024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Change> pending = new ArrayDeque<>();
    private final Runnable signal;

    public ChangeWatch(Runnable signal) {
        this.signal = signal;
        // What changed before the watch began is unknown to the watcher.
        pending.add(new EverythingChanged());
    }

    void add(Change change) {
        lock.lock();
        try {
            if (change instanceof EverythingChanged || pending.size() == MAX_PENDING) {
                pending.clear();
                pending.add(new EverythingChanged());
            } else if (!change.equals(pending.peekLast())) {
                pending.add(change);
            }
        } finally {
            lock.unlock();
        }
        signal.run();
    }

    public Optional<Change> next() {
        lock.lock();
        try {
            return Optional.ofNullable(pending.poll());
        } finally {
            lock.unlock();
        }
    }
}
