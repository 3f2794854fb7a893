package dev.anvil.metadata.task;

import dev.anvil.model.RegionName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Copies the region's outbox to the queue for as long as the service runs. It looks several times a second and is woken by
 * nobody: most commits put nothing into the outbox, and being woken by each would be more work than looking.
 */
final class OutboxRelay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final TaskRows tasks;
    private final RegionName region;
    private final Doorbell stop = new Doorbell();
    private final Doorbell arrivals;
    private final TaskSettings settings;
    private volatile boolean running;
    private @Nullable Thread thread;

    OutboxRelay(Outbox outbox, TaskRows tasks, RegionName region, Doorbell arrivals, TaskSettings settings) {
        this.outbox = outbox;
        this.tasks = tasks;
        this.region = region;
        this.arrivals = arrivals;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("outbox-relay").start(this::relayForEver);
    }

    @Override
    public void stop() {
        running = false;
        Thread relaying = thread;
        if (relaying != null) {
            // Rung, not interrupted: a batch on its way is better finished than repeated.
            stop.ring();
            try {
                relaying.join(PAUSE_AFTER_FAILURE.multipliedBy(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void relayForEver() {
        boolean failing = false;
        try {
            while (running) {
                long heard = stop.heard();
                try {
                    drain();
                    if (failing) {
                        LOG.info("The outbox is relayed again");
                    }
                    failing = false;
                    stop.await(heard, settings.relayPoll());
                } catch (RuntimeException e) {
                    if (!failing) {
                        LOG.warn("The outbox cannot be relayed for now, nothing is lost", e);
                    }
                    failing = true;
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        int relayed;
        do {
            relayed = outbox.handOver(settings.relayBatch(), entries -> tasks.insert(region, entries));
            if (relayed > 0) {
                arrivals.ring();
            }
        } while (relayed == settings.relayBatch() && running);
    }
}
