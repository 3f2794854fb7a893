package dev.anvil.metadata.metrics;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Counts for as long as the service runs. */
final class MetersLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MetersLoop.class);

    private final UsageMeters meters;
    private final Duration pause;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile boolean running;

    MetersLoop(UsageMeters meters, Duration pause) {
        this.meters = meters;
        this.pause = pause;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        running = true;
        Thread.ofVirtual().name("meters").start(this::runForEver);
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void runForEver() {
        CountDownLatch end = stopped;
        try {
            do {
                try {
                    meters.count();
                } catch (DataAccessException e) {
                    LOG.debug("Usage could not be counted: {}", e.getMessage());
                }
            } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
