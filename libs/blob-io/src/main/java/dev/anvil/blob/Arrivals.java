package dev.anvil.blob;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A queue from many threads to one, which waits for a limited time. What {@code BlockingQueue} does, at a fraction of the cost
 * for a virtual thread: its wait has no timer of its own, see {@link Alarms}.
 */
final class Arrivals<T> {
    private final Alarms alarms = Alarms.ofProcess();
    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread waiting;

    void add(T arrival) {
        queue.add(arrival);
        Thread consumer = waiting;
        if (consumer != null) {
            LockSupport.unpark(consumer);
        }
    }

    /** Null if nothing came in time. The end of the wait is some milliseconds late. */
    @Nullable
    T poll(long nanos) throws InterruptedException {
        T found = queue.poll();
        if (found != null || nanos <= 0) {
            return found;
        }
        Alarms.Alarm alarm = new Alarms.Alarm(Thread.currentThread(), System.nanoTime() + nanos);
        waiting = Thread.currentThread();
        alarms.add(alarm);
        try {
            while (true) {
                found = queue.poll();
                if (found != null || alarm.isDue(System.nanoTime())) {
                    return found;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.park(this);
            }
        } finally {
            alarms.remove(alarm);
            waiting = null;
        }
    }

    /** Null if nothing is there now. */
    @Nullable
    T take() {
        return queue.poll();
    }
}
