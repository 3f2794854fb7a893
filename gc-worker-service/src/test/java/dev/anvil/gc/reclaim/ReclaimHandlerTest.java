package dev.anvil.gc.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.blob.BlobLayout;
import dev.anvil.gc.blob.BlobRecord;
import dev.anvil.gc.blob.FakeCatalogue;
import dev.anvil.gc.blob.FakeDrives;
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
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReclaimHandlerTest {
    private static final Lease HELD = () -> true;

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final FakeDrives drives = new FakeDrives();
    private final Set<DriveId> decommissioned = new HashSet<>();
    private final ReclaimHandler handler = new ReclaimHandler(
            catalogue, drives, decommissioned::contains, Patience.FOR_DRIVES, InstantSource.fixed(now));
    private final List<DriveId> six = new ArrayList<>();

    @Test
    void deletesEveryShardOfADeadBlobAndLetsItBeForgotten() {
        BlobLayout blob = catalogue.dead(store());

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);

        assertThat(drives.count()).isZero();
        assertThat(catalogue.lookUp(blob.blob())).isInstanceOf(BlobRecord.Unknown.class);
        assertThat(drives.reasons).containsExactly("reclaim");
    }

    @Test
    void touchesNothingOfALiveBlob() {
        BlobLayout blob = catalogue.live(store());

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);

        assertThat(drives.count()).isEqualTo(6);
    }

    @Test
    void waitsForReadersOfADeadBlob() {
        BlobLayout blob = store();
        catalogue.blobs.put(blob.blob(), new BlobRecord.Dead(blob, false, Duration.ofSeconds(7)));

        assertThat(handler.handle(task(blob.blob()), HELD))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        later -> assertThat(later.delay()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(drives.count()).isEqualTo(6);
    }

    @Test
    void isDoneWithABlobThatNobodyKnows() {
        assertThat(handler.handle(task(BlobId.create(now)), HELD)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void keepsTheEntryForADriveThatIsAwayAndEndsWhenItIsBack() {
        BlobLayout blob = catalogue.dead(store());
        DriveId away = six.get(2);
        drives.unreachable.add(away);

        assertThat(handler.handle(task(blob.blob()), HELD))
                .isInstanceOfSatisfying(
                        Outcome.Postponed.class,
                        later -> assertThat(later.why()).contains(away.toString()));
        assertThat(drives.count()).isEqualTo(1);
        assertThat(((BlobRecord.Dead) catalogue.lookUp(blob.blob())).layout().shards())
                .containsOnlyKeys(2);

        drives.unreachable.clear();
        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);
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

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);

        assertThat(catalogue.lookUp(blob.blob())).isInstanceOf(BlobRecord.Unknown.class);
    }

    @Test
    void slotsThatWereNeverWrittenAreNothingToDelete() {
        BlobLayout whole = store();
        Map<Integer, ShardPlacement> five = new HashMap<>(whole.shards());
        five.remove(5);
        BlobLayout blob = catalogue.dead(FakeCatalogue.layout(whole.scheme(), five));

        assertThat(handler.handle(task(blob.blob()), HELD)).isInstanceOf(Outcome.Done.class);
        BlobLayout empty = catalogue.dead(FakeCatalogue.layout(whole.scheme(), Map.of()));
        assertThat(handler.handle(task(empty.blob()), HELD)).isInstanceOf(Outcome.Done.class);
        assertThat(catalogue.blobs).isEmpty();
    }

    @Test
    void stopsWhenTheLeaseIsLost() {
        BlobLayout blob = catalogue.dead(store());

        assertThatThrownBy(() -> handler.handle(task(blob.blob()), () -> false)).isInstanceOf(LeaseLost.class);

        assertThat(drives.count()).isEqualTo(6);
    }

    private Duration waitOf(BlobLayout blob, Duration age) {
        Task task = new Task(1, TaskType.RECLAIM_BLOB, blob.blob().toString(), 1, now.minus(age), 1);
        return ((Outcome.Postponed) handler.handle(task, HELD)).delay();
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
