package dev.anvil.runtime.health;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Stops first, and takes its time: readiness is down by then and the ports are still open, so that whoever balances sends new
 * requests elsewhere before one is refused.
 */
final class DrainDelay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DrainDelay.class);

    private final Duration delay;
    private volatile boolean running;

    DrainDelay(Duration delay) {
        this.delay = delay;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (delay.isZero()) {
            return;
        }
        LOG.info("Not ready any more; the ports close in {} ms", delay.toMillis());
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The highest phase stops before all others. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
