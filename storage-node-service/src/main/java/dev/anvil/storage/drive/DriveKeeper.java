package dev.anvil.storage.drive;

import dev.anvil.model.DriveId;
import dev.anvil.storage.engine.DriveStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens drives again that have failed or were refused, as soon as their folder is there and can be written to: a disk that was
 * pulled and put back serves again without a restart. One that keeps failing is tried less and less often.
 */
final class DriveKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriveKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** How long a drive has to be well for its past to be forgotten. One that is broken fails again with the next write. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private record Attempt(Duration pause, Instant next) {}

    private final LocalDrives drives;
    private final DriveOpener opener;
    private final InstantSource clock;
    private final Map<Path, Attempt> attempts = new HashMap<>();
    private final Map<Path, String> reported = new HashMap<>();
    private final Map<Path, Instant> scrubbed = new HashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("drive-keeper").unstarted(this::run);

    DriveKeeper(LocalDrives drives, DriveOpener opener, InstantSource clock) {
        this.drives = drives;
        this.opener = opener;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** Returns when nothing is being opened any more. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void look() {
        for (LocalDrive drive : drives.all()) {
            if (drive instanceof LocalDrive.Open open) {
                report(open);
            }
            Attempt last = attempts.get(drive.folder());
            Instant now = clock.instant();
            if (!isBroken(drive)) {
                if (last != null && last.next().plus(FORGOTTEN_AFTER).isBefore(now)) {
                    attempts.remove(drive.folder());
                }
            } else if ((last == null || !now.isBefore(last.next())) && opener.isUsable(drive.folder())) {
                Duration pause = last == null ? FIRST_PAUSE : last.pause().multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                attempts.put(drive.folder(), new Attempt(pause, now.plus(pause)));
                openAgain(drive);
            }
        }
    }

    /** What the engine cannot say itself, as it has no log. */
    private void report(LocalDrive.Open open) {
        DriveStatus status = open.drive().status();
        String failure = status.failure().orElse("");
        if (!failure.equals(reported.put(open.folder(), failure)) && !failure.isEmpty()) {
            LOG.error("The drive in {} is not written to any more: {}", open.folder(), failure);
        }
        Instant before = scrubbed.put(open.folder(), status.scrubbed());
        if (before != null && status.scrubbed().isAfter(before)) {
            LOG.info(
                    "The drive in {} was scrubbed: {} of its {} shards are broken",
                    open.folder(),
                    status.quarantined(),
                    status.shards());
        }
    }

    private void openAgain(LocalDrive drive) {
        Set<DriveId> others = drives.open().stream()
                .filter(other -> !other.folder().equals(drive.folder()))
                .map(LocalDrive.Open::id)
                .collect(Collectors.toSet());
        try {
            drives.replace(opener.openAgain(drive.folder(), drives.node(), others));
            reported.remove(drive.folder());
        } catch (RuntimeException e) {
            LOG.error("The drive in {} could not be opened again; it will be tried again", drive.folder(), e);
        }
    }

    private static boolean isBroken(LocalDrive drive) {
        return switch (drive) {
            case LocalDrive.Refused refused -> true;
            case LocalDrive.Open open -> open.drive().status().failure().isPresent();
        };
    }
}
