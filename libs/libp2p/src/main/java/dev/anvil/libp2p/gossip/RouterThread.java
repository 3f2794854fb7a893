package dev.anvil.libp2p.gossip;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which the router lives. */
final class RouterThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RouterThread.class);

    private volatile @Nullable Thread thread;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread fresh = Thread.ofPlatform().daemon().name("libp2p-gossip").unstarted(work);
        thread = fresh;
        return fresh;
    });

    void run(Runnable work) {
        try {
            executor.execute(() -> guarded(work));
        } catch (RejectedExecutionException closing) {
            log.trace("Gossip is closing");
        }
    }

    void every(Duration pause, Runnable work) {
        executor.scheduleAtFixedRate(() -> guarded(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("Gossip failed in one step and goes on", e);
        }
    }

    /** Runs and waits, which is what slows down whoever publishes more than the router can take. */
    <T> T call(Callable<T> work) throws InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        };
        if (Thread.currentThread() == thread) {
            task.run();
        } else {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                throw new IllegalStateException("Gossip is closed", e);
            }
        }
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** What is queued is still done, because somebody may be waiting for it. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
