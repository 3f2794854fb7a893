package dev.anvil.gc.drain;

import dev.anvil.gc.audit.Placements;
import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Patience;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskHandler;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties one drive: walks all live blobs, again and again, until a walk finds none with a shard on it. What cannot be moved now
 * is tried again later. A walk that ends early costs nothing but its beginning, since what was moved is passed over.
 */
final class DrainHandler implements TaskHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DrainHandler.class);

    private final Placements placements;
    private final ShardMove move;
    private final Supplier<Set<DriveId>> draining;
    private final DrainSettings settings;
    private final Patience patience;
    private final InstantSource clock;

    DrainHandler(
            Placements placements,
            ShardMove move,
            Supplier<Set<DriveId>> draining,
            DrainSettings settings,
            Patience patience,
            InstantSource clock) {
        this.placements = placements;
        this.move = move;
        this.draining = draining;
        this.settings = settings;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public TaskType type() {
        return TaskType.DRAIN;
    }

    @Override
    public Outcome handle(Task task, Lease lease) throws InterruptedException {
        DriveId drive = DriveId.parse(task.subject());
        long moved = 0;
        while (true) {
            Walk walk = new Walk(drive, lease);
            walk.run();
            moved += walk.moved;
            if (walk.calledOff) {
                return new Outcome.Done("the drive is not to be emptied any more; " + moved + " shards were moved");
            }
            if (walk.stuck > 0) {
                return new Outcome.Postponed(
                        patience.waitFor(task, clock.instant()),
                        "moved " + moved + " shards, " + walk.stuck + " are left; one of them: " + walk.why);
            }
            if (walk.moved == 0) {
                LOG.info("Drive {} is empty: no object has a shard on it", drive);
                return new Outcome.Done("moved " + moved + " shards; the drive is empty");
            }
            LOG.info("Moved {} shards off drive {}", moved, drive);
        }
    }

    /** One walk through the catalogue. */
    private final class Walk {
        private final DriveId drive;
        private final Lease lease;
        private long moved;
        private long stuck;
        private String why = "";
        private boolean calledOff;

        Walk(DriveId drive, Lease lease) {
            this.drive = drive;
            this.lease = lease;
        }

        void run() throws InterruptedException {
            Optional<BlobId> after = Optional.empty();
            boolean more = true;
            while (more) {
                lease.requireHeld();
                if (!draining.get().contains(drive)) {
                    calledOff = true;
                    return;
                }
                Placements.Page page = placements.page(after, settings.page());
                move(page.blobs().stream()
                        .filter(placed -> placed.shards().values().stream()
                                .anyMatch(shard -> shard.drive().equals(drive)))
                        .map(Placements.Placed::blob)
                        .toList());
                more = page.more();
                after = page.blobs().isEmpty()
                        ? after
                        : Optional.of(page.blobs().getLast().blob());
            }
        }

        private void move(List<BlobId> blobs) throws InterruptedException {
            Semaphore hands = new Semaphore(settings.concurrency());
            List<Future<ShardMove.Result>> results = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (BlobId blob : blobs) {
                    hands.acquire();
                    results.add(threads.submit(() -> {
                        try {
                            lease.requireHeld();
                            return move.off(drive, blob);
                        } finally {
                            hands.release();
                        }
                    }));
                }
                for (Future<ShardMove.Result> result : results) {
                    count(result.get());
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException("a move of drive " + drive + " ended strangely", e);
            }
        }

        private void count(ShardMove.Result result) {
            switch (result) {
                case ShardMove.Result.Moved ignored -> moved++;
                case ShardMove.Result.Nothing ignored -> {}
                case ShardMove.Result.Stuck left -> {
                    stuck++;
                    why = left.why();
                }
            }
        }
    }
}
