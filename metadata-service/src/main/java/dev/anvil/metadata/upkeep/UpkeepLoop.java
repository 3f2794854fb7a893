package dev.anvil.metadata.upkeep;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Runs the upkeep for as long as the service does. */
final class UpkeepLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(UpkeepLoop.class);
    private static final Duration LAST_ROUND = Duration.ofSeconds(5);

    private final Upkeep upkeep;
    private final Duration pause;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile @Nullable Thread thread;

    UpkeepLoop(Upkeep upkeep, Duration pause) {
        this.upkeep = upkeep;
        this.pause = pause;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofVirtual().name("upkeep").start(this::runForEver);
    }

    @Override
    public void stop() {
        stopped.countDown();
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(LAST_ROUND);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void runForEver() {
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            upkeep.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The regional catalogue's upkeep has to wait: {}", e.getMessage());
        }
    }
}
