package dev.anvil.gc.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gc.blob.FakeCatalogue;
import dev.anvil.gc.blob.FakeDrives;
import dev.anvil.gc.lease.LeaseLost;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriveSweepTest {
    private final FakeCatalogue catalogue = new FakeCatalogue();
    private final FakeDrives drives = new FakeDrives();
    private final DriveId drive = drives.add();
    private final SweepSettings settings = new SweepSettings(Duration.ZERO, 10, Duration.ZERO, 0.01, 3);
    private final DriveSweep sweep = new DriveSweep(catalogue, this::list, drives, settings);

    @Test
    void deletesWhatIsOldAndReferredToByNothing() throws InterruptedException {
        List<ShardId> needed = referred(35);
        List<ShardId> orphans = orphans(3);

        assertThat(sweep.sweep(drive, () -> true)).isEqualTo(3);

        assertThat(drives.on(drive)).containsAll(needed).doesNotContainAnyElementsOf(orphans);
        assertThat(drives.reasons).containsExactly("sweep");
    }

    @Test
    void leavesWhatIsTooYoungToJudge() throws InterruptedException {
        referred(5);
        ShardId young = ShardId.create(Instant.now());
        drives.on(drive).add(young);

        assertThat(sweep.sweep(drive, () -> true)).isZero();

        assertThat(drives.on(drive)).contains(young);
    }

    @Test
    void stopsBeforeItDeletesMoreThanCanBeTrue() {
        referred(100);
        orphans(4);

        assertThatThrownBy(() -> sweep.sweep(drive, () -> true))
                .isInstanceOf(SweepStopped.class)
                .hasMessageContaining("4 of the 104")
                .hasMessageContaining("nothing was deleted");

        assertThat(drives.on(drive)).hasSize(104);
    }

    @Test
    void onePercentOfManyIsAllowed() throws InterruptedException {
        referred(990);
        orphans(10);

        assertThat(sweep.sweep(drive, () -> true)).isEqualTo(10);
    }

    @Test
    void aDriveOnWhichNothingIsNeededAnyMoreIsEmptied() throws InterruptedException {
        orphans(2);

        assertThat(sweep.sweep(drive, () -> true)).isEqualTo(2);

        assertThat(drives.on(drive)).isEmpty();
    }

    @Test
    void anEmptyDriveIsNoProblem() throws InterruptedException {
        assertThat(sweep.sweep(drive, () -> true)).isZero();
    }

    @Test
    void stopsWhenTheLeaseIsLost() {
        referred(30);
        orphans(2);
        int[] calls = {0};

        // Three pages and a bit are listed; then the lease goes before anything is deleted.
        assertThatThrownBy(() -> sweep.sweep(drive, () -> calls[0]++ < 4)).isInstanceOf(LeaseLost.class);

        assertThat(drives.on(drive)).hasSize(32);
    }

    private DriveContents.Page list(DriveId asked, Optional<ShardId> after, int limit) {
        List<ShardId> all = drives.on(asked).stream()
                .filter(shard -> after.isEmpty() || shard.compareTo(after.get()) > 0)
                .toList();
        return new DriveContents.Page(all.stream().limit(limit).toList(), all.size() > limit);
    }

    private List<ShardId> referred(int count) {
        List<ShardId> shards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ShardId shard = ShardId.create(Instant.EPOCH.plusSeconds(i));
            shards.add(shard);
            catalogue.old.add(shard);
            drives.on(drive).add(shard);
            catalogue.live(FakeCatalogue.layout(Scheme.copies(1), Map.of(0, new ShardPlacement(drive, shard))));
        }
        return shards;
    }

    private List<ShardId> orphans(int count) {
        List<ShardId> shards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ShardId shard = ShardId.create(Instant.EPOCH.plusSeconds(i));
            shards.add(shard);
            catalogue.old.add(shard);
            drives.on(drive).add(shard);
        }
        return shards;
    }
}
