package dev.anvil.gc.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BlobRepairer;
import dev.anvil.blob.DamageListener;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.gc.blob.BlobRecord;
import dev.anvil.gc.blob.FakeCatalogue;
import dev.anvil.gc.blob.FakeDrives;
import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Patience;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepairHandlerTest {
    private static final Lease HELD = () -> true;

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final FakeDrives drives = new FakeDrives();
    private final List<DriveId> seven = new ArrayList<>();
    private final Map<Integer, ShardFailure> damaged = new HashMap<>();
    private final Set<DriveId> refusing = new HashSet<>();
    private final Set<DriveId> decommissioned = new HashSet<>();
    private final List<Integer> rebuilt = new ArrayList<>();
    private Runnable whileRebuilding = () -> {};
    private int checks;

    private final RepairHandler handler = new RepairHandler(
            catalogue,
            new FakeRepairer(),
            (blob, slot) -> {
                checks++;
                return Optional.ofNullable(damaged.get(slot));
            },
            (blob, others) ->
                    seven.stream().filter(drive -> !others.contains(drive)).toList(),
            decommissioned::contains,
            Patience.FOR_DRIVES,
            InstantSource.fixed(now));

    @Test
    void fillsASlotThatWasNeverWrittenWithoutReadingTheRest() throws InterruptedException {
        BlobLayout blob = catalogue.live(without(store(), 3));

        assertThat(handler.handle(task(blob.blob()), HELD)).isEqualTo(new Outcome.Done("rebuilt 1 shards"));

        assertThat(rebuilt).containsExactly(3);
        assertThat(checks).isZero();
        assertThat(layout(blob.blob()).missingSlots()).isEmpty();
        // Slot 3's drive is free, and so is the seventh; placement's first choice of them is taken.
        assertThat(layout(blob.blob()).shard(3).orElseThrow().drive()).isEqualTo(seven.get(3));
    }

    @Test
    void findsAndReplacesWhatIsCorruptOrGone() throws InterruptedException {
        BlobLayout blob = catalogue.live(store());
        damaged.put(1, ShardFailure.CORRUPT);
        damaged.put(4, ShardFailure.SHARD_UNKNOWN);

        assertThat(handler.handle(task(blob.blob()), HELD)).isEqualTo(new Outcome.Done("rebuilt 2 shards"));

        assertThat(rebuilt).containsExactly(1, 4);
        assertThat(layout(blob.blob()).shard(1)).isNotEqualTo(blob.shard(1));
        assertThat(layout(blob.blob()).shard(0)).isEqualTo(blob.shard(0));
    }

    @Test
    void neverDeletesAnything() throws InterruptedException {
        BlobLayout blob = catalogue.live(store());
        damaged.put(1, ShardFailure.CORRUPT);

        handler.handle(task(blob.blob()), HELD);

        assertThat(drives.on(seven.get(1))).contains(blob.shard(1).orElseThrow().shard());
    }

    @Test
    void aDriveThatDoesNotAnswerIsNoLoss() throws InterruptedException {
        BlobLayout blob = catalogue.live(store());
        damaged.put(2, ShardFailure.UNREACHABLE);

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);

        assertThat(rebuilt).isEmpty();
    }

    @Test
    void aDriveThatAnOperatorGaveUpIsOne() throws InterruptedException {
        BlobLayout blob = catalogue.live(store());
        decommissioned.add(seven.get(2));
        refusing.add(seven.get(2));

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);

        assertThat(layout(blob.blob()).shard(2).orElseThrow().drive()).isEqualTo(seven.get(6));
    }

    @Test
    void triesAnotherDriveWhenOneDoesNotTakeTheShard() throws InterruptedException {
        BlobLayout blob = catalogue.live(without(store(), 3));
        refusing.add(seven.get(3));

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);

        assertThat(layout(blob.blob()).shard(3).orElseThrow().drive()).isEqualTo(seven.get(6));
    }

    @Test
    void waitsWhenNoDriveTakesTheShard() throws InterruptedException {
        BlobLayout blob = catalogue.live(without(store(), 3));
        refusing.addAll(seven);

        assertThat(handler.handle(task(blob.blob()), HELD))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        later -> assertThat(later.why()).contains("slot 3"));
    }

    @Test
    void aBlobThatDiesMeanwhileIsLeftAlone() throws InterruptedException {
        BlobLayout blob = catalogue.live(without(store(), 3));
        whileRebuilding = () -> catalogue.dead(blob);

        assertThat(handler.handle(task(blob.blob()), HELD))
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.what()).contains("not live"));

        assertThat(catalogue.lookUp(blob.blob())).isInstanceOf(BlobRecord.Dead.class);
    }

    @Test
    void ofTwoRepairersOneWinsAndNoSlotIsFilledTwice() throws InterruptedException {
        BlobLayout blob = catalogue.live(without(store(), 3));
        ShardPlacement winner = new ShardPlacement(seven.get(6), ShardId.create(now));
        whileRebuilding = () -> {
            whileRebuilding = () -> {};
            assertThat(catalogue.swap(blob.blob(), 3, 1, winner)).isTrue();
        };

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Postponed.class);

        assertThat(layout(blob.blob()).shard(3)).contains(winner);
        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);
        assertThat(layout(blob.blob()).shard(3)).contains(winner);
    }

    @Test
    void whatIsNotLiveNeedsNoRepair() throws InterruptedException {
        BlobLayout blob = catalogue.dead(without(store(), 3));

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);
        assertThat(handler.handle(task(BlobId.create(now)), HELD)).isInstanceOf(Outcome.Done.class);
        assertThat(rebuilt).isEmpty();
    }

    private BlobLayout layout(BlobId blob) {
        return ((BlobRecord.Live) catalogue.lookUp(blob)).layout();
    }

    private BlobLayout store() {
        Map<Integer, ShardPlacement> shards = new HashMap<>();
        for (int slot = 0; slot < 6; slot++) {
            ShardId shard = ShardId.create(now);
            seven.add(drives.add(shard));
            shards.put(slot, new ShardPlacement(seven.get(slot), shard));
        }
        seven.add(drives.add());
        return FakeCatalogue.layout(new Scheme(4, 2), shards);
    }

    private static BlobLayout without(BlobLayout layout, int slot) {
        Map<Integer, ShardPlacement> shards = new HashMap<>(layout.shards());
        shards.remove(slot);
        return FakeCatalogue.layout(layout.scheme(), shards);
    }

    private Task task(BlobId blob) {
        return new Task(1, TaskType.REPAIR_BLOB, blob.toString(), 1, now, 1);
    }

    private final class FakeRepairer implements BlobRepairer {
        @Override
        public ShardPlacement move(BlobLayout blob, int slot, DriveId target, DamageListener damage) {
            throw new AssertionError("what is lost cannot be copied");
        }

        @Override
        public ShardPlacement rebuild(BlobLayout blob, int slot, DriveId target, DamageListener damage) {
            if (refusing.contains(target)) {
                throw new ShardException(ShardFailure.DRIVE_FULL, "full");
            }
            assertThat(blob.shards().entrySet())
                    .noneMatch(entry ->
                            entry.getKey() != slot && entry.getValue().drive().equals(target));
            whileRebuilding.run();
            rebuilt.add(slot);
            ShardPlacement fresh = new ShardPlacement(target, ShardId.create(now));
            drives.on(target).add(fresh.shard());
            return fresh;
        }
    }
}
