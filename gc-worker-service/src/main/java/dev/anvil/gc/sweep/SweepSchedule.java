package dev.anvil.gc.sweep;

import dev.anvil.gc.lease.LeaseLost;
import dev.anvil.model.DriveId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps each drive that is this worker's from time to time, one after the other. When a drive's first turn comes is left to
 * chance, so that a cluster that starts together does not sweep together.
 */
final class SweepSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SweepSchedule.class);
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    private final DriveSweep sweep;
    private final Supplier<Set<DriveId>> ownDrives;
    private final Duration every;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<DriveId, Instant> due = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("sweep-schedule").unstarted(this::run);
    private volatile boolean closed;

    SweepSchedule(
            DriveSweep sweep,
            Supplier<Set<DriveId>> ownDrives,
            Duration every,
            InstantSource clock,
            RandomGenerator random) {
        this.sweep = sweep;
        this.ownDrives = ownDrives;
        this.every = every;
        this.clock = clock;
        this.random = random;
    }

    void start() {
        if (!every.isZero()) {
            thread.start();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        Duration nap = every.compareTo(LONGEST_NAP) < 0 ? every : LONGEST_NAP;
        try {
            while (!closed) {
                sweepWhatIsDue();
                Thread.sleep(nap);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void sweepWhatIsDue() throws InterruptedException {
        Set<DriveId> drives = ownDrives.get();
        due.keySet().retainAll(drives);
        for (DriveId drive : drives) {
            Instant now = clock.instant();
            Instant turn = due.computeIfAbsent(drive, fresh -> now.plusMillis(random.nextLong(every.toMillis() + 1)));
            if (turn.isAfter(now)) {
                continue;
            }
            due.put(drive, now.plus(every));
            sweepOne(drive);
        }
    }

    private void sweepOne(DriveId drive) throws InterruptedException {
        try {
            int deleted = sweep.sweep(drive, () -> !closed);
            LOG.info("Swept drive {}: {} shards deleted", drive, deleted);
        } catch (LeaseLost e) {
            LOG.info("The sweep of drive {} ends early: the worker stops", drive);
        } catch (SweepStopped e) {
            LOG.error("Sweep stopped: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Drive {} could not be swept, it has its next turn in {}", drive, every, e);
        }
    }
}
