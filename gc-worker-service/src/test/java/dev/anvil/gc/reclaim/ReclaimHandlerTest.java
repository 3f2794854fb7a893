package dev.anvil.gc.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.blob.BlobLayout;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReclaimHandlerTest {
    private static final Lease HELD = () -> true;

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final FakeDrives drives = new FakeDrives();
    private final Set<DriveId> decommissioned = new HashSet<>();
    private final ReclaimHandler handler = new ReclaimHandler(
            catalogue,
            new ShardDeletion(drives, decommissioned::contains),
            Patience.FOR_DRIVES,
            InstantSource.fixed(now));
    private final List<DriveId> six = new ArrayList<>();

    @Test
    void deletesEveryShardOfADeadBlobAndLetsItBeForgotten() {
        BlobLayout blob = catalogue.dead(store());

        assertThat(outcomeOf(blob)).isInstanceOf(Outcome.Done.class);

        assertThat(drives.count()).isZero();
        assertThat(catalogue.lookUp(blob.blob())).isInstanceOf(BlobRecord.Unknown.class);
        assertThat(drives.reasons).containsExactly("reclaim");
    }

    @Test
    void touchesNothingOfALiveBlob() {
        BlobLayout blob = catalogue.live(store());

        assertThat(outcomeOf(blob)).isInstanceOf(Outcome.Done.class);

        assertThat(drives.count()).isEqualTo(6);
    }

    @Test
    void waitsForReadersOfADeadBlob() {
        BlobLayout blob = store();
        catalogue.blobs.put(blob.blob(), new BlobRecord.Dead(blob, false, Duration.ofSeconds(7)));

        assertThat(outcomeOf(blob))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        later -> assertThat(later.delay()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(drives.count()).isEqualTo(6);
    }

    @Test
    void isDoneWithABlobThatNobodyKnows() {
        assertThat(handle(task(BlobId.create(now)))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void keepsTheEntryForADriveThatIsAwayAndEndsWhenItIsBack() {
        BlobLayout blob = catalogue.dead(store());
        DriveId away = six.get(2);
        drives.unreachable.add(away);

        assertThat(outcomeOf(blob))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        later -> assertThat(later.why()).contains(away.toString()));
        assertThat(drives.count()).isEqualTo(1);
        assertThat(((BlobRecord.Dead) catalogue.lookUp(blob.blob())).layout().shards())
                .containsOnlyKeys(2);

        drives.unreachable.clear();
        assertThat(outcomeOf(blob)).isInstanceOf(Outcome.Done.class);
        assertThat(drives.count()).isZero();
    }

    @Test
    void waitsLongerForADriveTheLongerItIsAway() {
        BlobLayout blob = catalogue.dead(store());
        drives.unreachable.addAll(six);

        assertThat(waitOf(blob, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(5));
        assertThat(waitOf(blob, Duration.ofMinutes(4))).isEqualTo(Duration.ofMinutes(1));
        assertThat(waitOf(blob, Duration.ofDays(9))).isEqualTo(Duration.ofMinutes(15));
        assertThat(waitOf(blob, Duration.ofDays(-1))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aDriveThatAnOperatorGaveUpIsNotWaitedFor() {
        BlobLayout blob = catalogue.dead(store());
        drives.unreachable.add(six.getFirst());
        decommissioned.add(six.getFirst());

        assertThat(outcomeOf(blob)).isInstanceOf(Outcome.Done.class);

        assertThat(catalogue.lookUp(blob.blob())).isInstanceOf(BlobRecord.Unknown.class);
    }

    @Test
    void slotsThatWereNeverWrittenAreNothingToDelete() {
        BlobLayout whole = store();
        Map<Integer, ShardPlacement> five = new HashMap<>(whole.shards());
        five.remove(5);
        BlobLayout blob = catalogue.dead(FakeCatalogue.layout(whole.scheme(), five));

        assertThat(outcomeOf(blob)).isInstanceOf(Outcome.Done.class);
        BlobLayout empty = catalogue.dead(FakeCatalogue.layout(whole.scheme(), Map.of()));
        assertThat(outcomeOf(empty)).isInstanceOf(Outcome.Done.class);
        assertThat(catalogue.blobs).isEmpty();
    }

    @Test
    void stopsWhenTheLeaseIsLost() {
        BlobLayout blob = catalogue.dead(store());

        assertThat(handler.handle(Map.of(task(blob.blob()), () -> false))).isEmpty();

        assertThat(drives.count()).isEqualTo(6);
    }

    @Test
    void asksOnceAndTellsEachDriveOnce() {
        List<BlobLayout> blobs =
                IntStream.range(0, 40).mapToObj(i -> storeOnTheSix()).toList();

        Map<Task, Outcome> outcomes = handler.handle(tasks(blobs));

        assertThat(outcomes)
                .hasSize(40)
                .allSatisfy((task, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
        assertThat(catalogue.questions).containsExactly(40);
        assertThat(drives.told).hasSize(6).doesNotHaveDuplicates();
        assertThat(drives.count()).isZero();
        assertThat(catalogue.blobs).isEmpty();
    }

    @Test
    void aDriveThatIsAwayHoldsUpOnlyWhatLiesThere() {
        BlobLayout elsewhere = catalogue.dead(store());
        six.clear();
        BlobLayout there = catalogue.dead(store());
        drives.unreachable.add(six.get(4));

        Map<Task, Outcome> outcomes = handler.handle(tasks(List.of(elsewhere, there)));

        assertThat(of(elsewhere, outcomes)).isInstanceOf(Outcome.Done.class);
        assertThat(of(there, outcomes))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        later -> assertThat(later.why()).contains(six.get(4).toString()));
        assertThat(drives.count()).isEqualTo(1);
        assertThat(catalogue.blobs).containsOnlyKeys(there.blob());
    }

    @Test
    void eachOfManyIsJudgedByItself() {
        BlobLayout dead = catalogue.dead(storeOnTheSix());
        BlobLayout live = catalogue.live(storeOnTheSix());
        BlobLayout unknown = storeOnTheSix();
        BlobLayout read = storeOnTheSix();
        catalogue.blobs.remove(unknown.blob());
        catalogue.blobs.put(read.blob(), new BlobRecord.Dead(read, false, Duration.ofSeconds(7)));

        Map<Task, Outcome> outcomes = handler.handle(tasks(List.of(dead, live, unknown, read)));

        assertThat(of(dead, outcomes)).isEqualTo(new Outcome.Done("deleted 6 shards"));
        assertThat(of(live, outcomes)).isInstanceOf(Outcome.Done.class);
        assertThat(of(unknown, outcomes)).isEqualTo(new Outcome.Done("forgotten already"));
        assertThat(of(read, outcomes))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        later -> assertThat(later.delay()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(drives.count()).as("of the three others").isEqualTo(18);
    }

    @Test
    void aLeaseThatIsLostInTheMiddleStopsThatBlobAlone() {
        BlobLayout kept = storeOnTheSix();
        BlobLayout lost = storeOnTheSix();
        AtomicBoolean held = new AtomicBoolean(true);
        drives.whenTold = () -> held.set(drives.told.size() < 3);

        Map<Task, Outcome> outcomes = handler.handle(Map.of(task(kept.blob()), HELD, task(lost.blob()), held::get));

        assertThat(outcomes).containsOnlyKeys(task(kept.blob()));
        assertThat(of(kept, outcomes)).isInstanceOf(Outcome.Done.class);
        assertThat(drives.count()).as("what is left of the one that was lost").isEqualTo(3);
        assertThat(((BlobRecord.Dead) catalogue.lookUp(lost.blob())).layout().shards())
                .hasSize(6);
    }

    private Outcome outcomeOf(BlobLayout blob) {
        return handle(task(blob.blob()));
    }

    private Outcome handle(Task task) {
        return Objects.requireNonNull(handler.handle(Map.of(task, HELD)).get(task));
    }

    private Map<Task, Lease> tasks(List<BlobLayout> blobs) {
        Map<Task, Lease> tasks = new LinkedHashMap<>();
        blobs.forEach(blob -> tasks.put(task(blob.blob()), HELD));
        return tasks;
    }

    private Outcome of(BlobLayout blob, Map<Task, Outcome> outcomes) {
        return Objects.requireNonNull(outcomes.get(task(blob.blob())));
    }

    private BlobLayout storeOnTheSix() {
        if (six.isEmpty()) {
            return catalogue.dead(store());
        }
        Map<Integer, ShardPlacement> shards = new HashMap<>();
        for (int slot = 0; slot < 6; slot++) {
            ShardId shard = ShardId.create(now);
            drives.on(six.get(slot)).add(shard);
            shards.put(slot, new ShardPlacement(six.get(slot), shard));
        }
        return catalogue.dead(FakeCatalogue.layout(new Scheme(4, 2), shards));
    }

    private Duration waitOf(BlobLayout blob, Duration age) {
        Task task = new Task(1, TaskType.RECLAIM_BLOB, blob.blob().toString(), 1, now.minus(age), 1);
        return ((Outcome.Postponed) handle(task)).delay();
    }

    private BlobLayout store() {
        Map<Integer, ShardPlacement> shards = new HashMap<>();
        for (int slot = 0; slot < 6; slot++) {
            ShardId shard = ShardId.create(now);
            DriveId drive = drives.add(shard);
            six.add(drive);
            shards.put(slot, new ShardPlacement(drive, shard));
        }
        return FakeCatalogue.layout(new Scheme(4, 2), shards);
    }

    private Task task(BlobId blob) {
        return new Task(1, TaskType.RECLAIM_BLOB, blob.toString(), 1, now, 1);
    }
}
