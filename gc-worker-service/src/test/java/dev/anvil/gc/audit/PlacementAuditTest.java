package dev.anvil.gc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gc.blob.AbsentDrives;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import dev.anvil.runtime.setting.HostPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlacementAuditTest {
    private static final Duration ABSENCE = Duration.ofMinutes(30);

    private final List<DriveId> well = new ArrayList<>();
    private final Set<DriveId> failed = new HashSet<>();
    private final Map<DriveId, Set<ShardId>> missing = new HashMap<>();
    private final FakePlacements placements = new FakePlacements();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final AbsentDrives absent = new AbsentDrives(this::view, ABSENCE, () -> now);
    private final PlacementAudit audit = new PlacementAudit(
            placements,
            new Checks(),
            absent,
            () -> Set.copyOf(well),
            new AuditSettings(Duration.ZERO, 3, Duration.ZERO, Duration.ZERO, ABSENCE));

    @Test
    void blobsThatHaveAllTheirShardsNeedNothing() throws InterruptedException {
        List<DriveId> six = drives(6);
        for (int i = 0; i < 10; i++) {
            placements.add(six);
        }
        assertThat(audit.run(() -> true)).isEqualTo(new PlacementAudit.Findings(10, 0));
        assertThat(placements.noted).isEmpty();
    }

    @Test
    void aShardThatItsDriveLacksIsNoted() throws InterruptedException {
        List<DriveId> six = drives(6);
        List<Placements.Placed> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(placements.add(six));
        }
        ShardPlacement lost = Objects.requireNonNull(all.get(7).shards().get(2));
        missing.computeIfAbsent(lost.drive(), drive -> new HashSet<>()).add(lost.shard());
        assertThat(audit.run(() -> true).damaged()).isEqualTo(1);
        assertThat(placements.noted).containsOnly(Map.entry(all.get(7).blob(), List.of(2)));
    }

    @Test
    void aDriveThatIsAwayMayComeBackForAWhile() throws InterruptedException {
        List<DriveId> six = drives(7).subList(0, 6);
        BlobId blob = placements.add(six).blob();
        well.remove(six.get(4));
        audit.run(() -> true);
        now = now.plus(ABSENCE);
        audit.run(() -> true);
        assertThat(placements.noted).isEmpty();
        now = now.plusSeconds(1);
        audit.run(() -> true);
        assertThat(placements.noted).containsOnly(Map.entry(blob, List.of(4)));
    }

    @Test
    void comingBackStartsTheClockAnew() throws InterruptedException {
        List<DriveId> six = drives(7).subList(0, 6);
        placements.add(six);
        DriveId wavering = six.get(1);
        failed.add(wavering);
        audit.run(() -> true);
        now = now.plus(ABSENCE.minusSeconds(1));
        failed.remove(wavering);
        audit.run(() -> true);
        failed.add(wavering);
        now = now.plusSeconds(10);
        audit.run(() -> true);
        assertThat(placements.noted).isEmpty();
    }

    @Test
    void withoutADriveForANewShardThereIsNothingToDo() throws InterruptedException {
        List<DriveId> six = drives(6);
        placements.add(six);
        well.remove(six.get(0));
        audit.run(() -> true);
        now = now.plus(ABSENCE).plusSeconds(1);
        assertThat(audit.run(() -> true).damaged()).isZero();
    }

    @Test
    void nobodyIsAwayBeforeAnybodyIsKnown() throws InterruptedException {
        placements.add(List.of(DriveId.create(), DriveId.create()));
        audit.run(() -> true);
        now = now.plus(ABSENCE.multipliedBy(2));
        assertThat(audit.run(() -> true).damaged()).isZero();
    }

    private List<DriveId> drives(int count) {
        for (int i = 0; i < count; i++) {
            well.add(DriveId.create());
        }
        return List.copyOf(well);
    }

    private ClusterView view() {
        if (well.isEmpty()) {
            return ClusterView.EMPTY;
        }
        List<DriveView> drives = well.stream()
                .map(id -> new DriveView(id, 1 << 30, 0, !failed.contains(id), !failed.contains(id)))
                .toList();
        NodeView node = new NodeView(
                NodeId.create(), NodeRole.STORAGE, new HostPort("127.0.0.1", 1), "", NodeState.UP, now, drives);
        return ClusterView.of(1, "", "", false, List.of(node));
    }

    private final class Checks implements DriveChecks {
        @Override
        public Set<ShardId> missing(DriveId drive, List<ShardId> shards) {
            Set<ShardId> known = missing.getOrDefault(drive, Set.of());
            return shards.stream().filter(known::contains).collect(Collectors.toSet());
        }

        @Override
        public Report report(DriveId drive) {
            return new Report(List.of(), 0);
        }
    }

    private static final class FakePlacements implements Placements {
        private final List<Placed> blobs = new ArrayList<>();
        private final Map<BlobId, List<Integer>> noted = new LinkedHashMap<>();

        Placed add(List<DriveId> drives) {
            Map<Integer, ShardPlacement> shards = new HashMap<>();
            for (int slot = 0; slot < drives.size(); slot++) {
                shards.put(slot, new ShardPlacement(drives.get(slot), ShardId.create(Instant.EPOCH.plusSeconds(slot))));
            }
            Placed placed = new Placed(BlobId.create(Instant.EPOCH), drives.size(), shards);
            blobs.add(placed);
            blobs.sort(Comparator.comparing(one -> one.blob().toString()));
            return placed;
        }

        @Override
        public Page page(Optional<BlobId> after, int limit) {
            List<Placed> rest = blobs.stream()
                    .filter(placed -> after.isEmpty()
                            || placed.blob().toString().compareTo(after.get().toString()) > 0)
                    .toList();
            return new Page(rest.stream().limit(limit).toList(), rest.size() > limit);
        }

        @Override
        public void noteDamage(BlobId blob, List<Integer> slots, String reason) {
            noted.put(blob, slots);
        }

        @Override
        public int noteBroken(DriveId drive, List<ShardId> shards, String reason) {
            return shards.size();
        }

        @Override
        public void noteSeenEpoch(DriveId drive, long epoch) {
            throw new UnsupportedOperationException("nobody asks drives for their epoch here");
        }
    }
}
