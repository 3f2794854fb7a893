package dev.anvil.gateway.peer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a stream on a thread of its own, and begins again, after a moment, whenever it ends. */
final class StreamKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(StreamKeeper.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    /** Returns when the stream has ended. */
    @FunctionalInterface
    interface Following {
        void follow() throws InterruptedException;
    }

    private final String name;
    private final Duration retry;
    private final Following following;
    private @Nullable Thread thread;

    StreamKeeper(String name, Duration retry, Following following) {
        this.name = name;
        this.retry = retry;
        this.following = following;
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name(name + "-watcher").start(this::run);
        }
    }

    synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            if (!running.join(STOP)) {
                LOG.warn("The watcher of {} did not stop", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                follow();
                Thread.sleep(retry);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow() throws InterruptedException {
        try {
            following.follow();
        } catch (RuntimeException e) {
            LOG.warn("Watching {} failed and is begun again", name, e);
        }
    }
}
