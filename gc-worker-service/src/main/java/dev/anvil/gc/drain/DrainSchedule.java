package dev.anvil.gc.drain;

import dev.anvil.model.DriveId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is a task for every drive that shall be empty. Every worker does, because asking twice does no harm;
 * what an operator said once is found however often workers and queues are restarted.
 */
final class DrainSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrainSchedule.class);

    private final Supplier<Set<DriveId>> draining;
    private final DrainRequests requests;
    private final DrainSettings settings;
    private final InstantSource clock;
    private final Map<DriveId, Instant> due = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("drain-schedule").unstarted(this::run);
    private volatile boolean closed;

    DrainSchedule(
            Supplier<Set<DriveId>> draining, DrainRequests requests, DrainSettings settings, InstantSource clock) {
        this.draining = draining;
        this.requests = requests;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        if (settings.every().isPositive()) {
            thread.start();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                requestWhatIsDue();
                Thread.sleep(settings.every());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void requestWhatIsDue() {
        Set<DriveId> drives = draining.get();
        due.keySet().retainAll(drives);
        Instant now = clock.instant();
        for (DriveId drive : drives) {
            if (due.getOrDefault(drive, now).isAfter(now)) {
                continue;
            }
            try {
                requests.request(drive);
                due.put(drive, now.plus(settings.again()));
            } catch (RuntimeException e) {
                LOG.warn("Drive {} shall be emptied and nobody can be told; tried again", drive, e);
                due.put(drive, now.plus(Duration.ofSeconds(10)));
            }
        }
    }
}
