package dev.anvil.gc.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BlobRepairer;
import dev.anvil.blob.DamageListener;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.gc.audit.Placements;
import dev.anvil.gc.blob.BlobRecord;
import dev.anvil.gc.blob.FakeCatalogue;
import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.LeaseLost;
import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Patience;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class DrainHandlerTest {
    private static final Lease HELD = () -> true;

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final List<DriveId> drives = new ArrayList<>();
    private final Set<DriveId> draining = new HashSet<>();
    private final Set<DriveId> refusing = ConcurrentHashMap.newKeySet();
    private Runnable afterPage = () -> {};
    private final DrainHandler handler = new DrainHandler(
            new FakePlacements(),
            new ShardMove(
                    catalogue,
                    new FakeRepairer(),
                    (blob, others) -> drives.stream()
                            .filter(drive -> !draining.contains(drive) && !others.contains(drive))
                            .toList()),
            () -> Set.copyOf(draining),
            // One hand and small pages: the fakes are simple, and walks of several pages are walked.
            new DrainSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 2, 1),
            Patience.FOR_DRIVES,
            InstantSource.fixed(now));

    DrainHandlerTest() {
        for (int i = 0; i < 5; i++) {
            drives.add(DriveId.create());
        }
        draining.add(drives.getFirst());
    }

    @Test
    void movesEveryShardOffTheDriveAndNothingElse() throws InterruptedException {
        List<BlobLayout> blobs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            blobs.add(store(i, i + 1, i + 2));
        }

        assertThat(handler.handle(task(), HELD)).isEqualTo(new Outcome.Done("moved 4 shards; the drive is empty"));

        for (BlobLayout before : blobs) {
            BlobLayout after = layout(before.blob());
            assertThat(after.shards().values())
                    .extracting(ShardPlacement::drive)
                    .doesNotContain(drives.getFirst())
                    .doesNotHaveDuplicates()
                    .hasSize(3);
            before.shards().forEach((slot, shard) -> {
                if (!shard.drive().equals(drives.getFirst())) {
                    assertThat(after.shard(slot)).contains(shard);
                }
            });
        }
    }

    @Test
    void whatIsWrittenThereMeanwhileIsFoundByTheNextWalk() throws InterruptedException {
        store(0, 1, 2);
        List<BlobLayout> late = new ArrayList<>();
        afterPage = () -> {
            if (late.isEmpty()) {
                late.add(store(0, 3, 4));
            }
        };

        assertThat(handler.handle(task(), HELD)).isEqualTo(new Outcome.Done("moved 2 shards; the drive is empty"));

        assertThat(layout(late.getFirst().blob()).shards().values())
                .extracting(ShardPlacement::drive)
                .doesNotContain(drives.getFirst());
    }

    @Test
    void aDriveThatRefusesIsPassedOver() throws InterruptedException {
        BlobLayout blob = store(0, 1, 2);
        refusing.add(drives.get(3));

        assertThat(handler.handle(task(), HELD)).isInstanceOf(Outcome.Done.class);

        assertThat(layout(blob.blob()).shards().values())
                .extracting(ShardPlacement::drive)
                .contains(drives.get(4));
    }

    @Test
    void whereNoDriveIsLeftTheShardStaysAndTheTaskWaits() throws InterruptedException {
        BlobLayout blob = store(0, 1, 2, 3, 4);
        store(0, 1, 2);

        Outcome outcome = handler.handle(task(), HELD);

        assertThat(outcome).isInstanceOf(Outcome.Postponed.class);
        assertThat(((Outcome.Postponed) outcome).why()).contains("moved 1 shards, 1 are left", "add drives");
        assertThat(layout(blob.blob())).isEqualTo(blob);
    }

    @Test
    void aDriveThatServesAgainKeepsItsShards() throws InterruptedException {
        BlobLayout blob = store(0, 1, 2);
        draining.clear();

        assertThat(handler.handle(task(), HELD)).isInstanceOf(Outcome.Done.class);

        assertThat(layout(blob.blob())).isEqualTo(blob);
    }

    @Test
    void whoLostTheLeaseMovesNothing() {
        BlobLayout blob = store(0, 1, 2);

        assertThatThrownBy(() -> handler.handle(task(), () -> false)).isInstanceOf(LeaseLost.class);

        assertThat(layout(blob.blob())).isEqualTo(blob);
    }

    private Task task() {
        return new Task(1, TaskType.DRAIN, drives.getFirst().toString(), 1, now, 1);
    }

    private BlobLayout store(int... on) {
        Map<Integer, ShardPlacement> shards = new HashMap<>();
        for (int slot = 0; slot < on.length; slot++) {
            shards.put(slot, new ShardPlacement(drives.get(on[slot] % drives.size()), ShardId.create(now)));
        }
        return catalogue.live(FakeCatalogue.layout(new Scheme(on.length - 1, 1), shards));
    }

    private BlobLayout layout(BlobId blob) {
        return ((BlobRecord.Live) catalogue.lookUp(blob)).layout();
    }

    private final class FakePlacements implements Placements {
        @Override
        public Page page(Optional<BlobId> after, int limit) {
            List<BlobId> ids = catalogue.blobs.keySet().stream()
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .filter(id -> after.isEmpty()
                            || id.toString().compareTo(after.get().toString()) > 0)
                    .toList();
            List<Placed> page = ids.stream()
                    .limit(limit)
                    .map(id -> new Placed(
                            id, layout(id).scheme().shards(), layout(id).shards()))
                    .toList();
            afterPage.run();
            return new Page(page, ids.size() > limit);
        }

        @Override
        public void noteDamage(BlobId blob, List<Integer> slots, String reason) {
            throw new AssertionError("nothing is damaged");
        }

        @Override
        public int noteBroken(DriveId drive, List<ShardId> shards, String reason) {
            throw new AssertionError("nothing is broken");
        }

        @Override
        public void noteSeenEpoch(DriveId drive, long epoch) {
            throw new AssertionError("no drive is asked");
        }
    }

    private final class FakeRepairer implements BlobRepairer {
        @Override
        public ShardPlacement rebuild(BlobLayout blob, int slot, DriveId target, DamageListener damage) {
            throw new AssertionError("what moves is copied");
        }

        @Override
        public ShardPlacement move(BlobLayout blob, int slot, DriveId target, DamageListener damage) {
            if (refusing.contains(target)) {
                throw new ShardException(ShardFailure.UNREACHABLE, "full");
            }
            return new ShardPlacement(target, ShardId.create(now));
        }
    }
}
