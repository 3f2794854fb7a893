package dev.anvil.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.Scheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlacementTest {
    private static final Instant BIRTH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long TERABYTE = 1L << 40;
    private static final int SHARDS = 6;

    private Random random = new Random(0);

    @BeforeEach
    void seed() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        random = new Random(seed);
    }

    @Test
    void sameViewSameAnswerWhateverTheOrderOfTheView() {
        List<Drive> drives = cluster(2, 3, 2);
        BlobId blob = BlobId.create(BIRTH);
        List<DriveId> first = new DriveView(drives).drivesFor(blob);
        assertThat(new DriveView(drives.reversed()).drivesFor(blob)).isEqualTo(first);
    }

    @Test
    void neverTwoShardsOnOneDriveAndEveryDriveIsACandidate() {
        DriveView view = new DriveView(cluster(3, 3, 3));
        for (BlobId blob : blobs(1000)) {
            assertThat(view.drivesFor(blob)).hasSize(27).doesNotHaveDuplicates();
        }
    }

    @Test
    void onlyWritableDrivesTakeShards() {
        List<Drive> drives = new ArrayList<>();
        for (DriveState state : DriveState.values()) {
            drives.add(new Drive(drive(), node(), "a", TERABYTE, state));
        }
        drives.add(new Drive(drive(), node(), "a", 0, DriveState.UP));
        List<DriveId> candidates = new DriveView(drives).drivesFor(BlobId.create(BIRTH));
        assertThat(candidates).containsExactly(drives.getFirst().id());
    }

    @Test
    void balancesAHundredDrivesWithinFivePercent() {
        DriveView view = new DriveView(cluster(1, 100, 1));
        Map<DriveId, Integer> held = count(view, 150_000);
        double mean = 150_000.0 * SHARDS / 100;
        assertThat(held.values()).allSatisfy(count -> assertThat(count / mean).isBetween(0.95, 1.05));
    }

    @Test
    void balancesZonesOfNodesOfDrives() {
        DriveView view = new DriveView(cluster(3, 4, 8));
        Map<DriveId, Integer> held = count(view, 100_000);
        double mean = 100_000.0 * SHARDS / 96;
        assertThat(held).hasSize(96);
        assertThat(held.values()).allSatisfy(count -> assertThat(count / mean).isBetween(0.94, 1.06));
    }

    @Test
    void aDriveOfTwiceTheWeightHoldsTwice() {
        List<Drive> drives = new ArrayList<>(cluster(1, 80, 1));
        Set<DriveId> large = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Drive drive = new Drive(drive(), node(), "zone-0", 2 * TERABYTE, DriveState.UP);
            drives.add(drive);
            large.add(drive.id());
        }
        Map<DriveId, Integer> held = count(new DriveView(drives), 30_000);
        double largeMean = held.entrySet().stream()
                .filter(entry -> large.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .average()
                .orElseThrow();
        double smallMean = held.entrySet().stream()
                .filter(entry -> !large.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .average()
                .orElseThrow();
        assertThat(largeMean / smallMean).isBetween(1.85, 2.05);
    }

    @Test
    void spreadsOverZonesThenNodes() {
        List<Drive> drives = cluster(3, 2, 4);
        Map<DriveId, Drive> byId = drives.stream().collect(Collectors.toMap(Drive::id, Function.identity()));
        DriveView view = new DriveView(drives);
        for (BlobId blob : blobs(2000)) {
            List<Drive> chosen =
                    view.drivesFor(blob).stream().limit(SHARDS).map(byId::get).toList();
            assertThat(chosen.stream().collect(Collectors.groupingBy(Drive::zone, Collectors.counting())))
                    .hasSize(3)
                    .allSatisfy((zone, count) -> assertThat(count).isEqualTo(2));
            assertThat(chosen.stream().map(Drive::node).distinct()).hasSize(6);
        }
    }

    @Test
    void twoNodesOfThreeDrivesGetThreeShardsEach() {
        DriveView view = new DriveView(cluster(1, 2, 3));
        Map<DriveId, NodeId> nodes = view.drives().stream().collect(Collectors.toMap(Drive::id, Drive::node));
        for (BlobId blob : blobs(500)) {
            List<NodeId> order = view.drivesFor(blob).stream().map(nodes::get).toList();
            assertThat(new HashSet<>(order.subList(0, 2))).hasSize(2);
            assertThat(new HashSet<>(order.subList(2, 4))).hasSize(2);
        }
    }

    @Test
    void addingADriveMovesOnlyWhatItGains() {
        for (List<Drive> before : List.of(cluster(1, 30, 1), cluster(1, 8, 4), cluster(3, 3, 4))) {
            List<Drive> after = new ArrayList<>(before);
            Drive added = new Drive(
                    drive(), before.getFirst().node(), before.getFirst().zone(), TERABYTE, DriveState.UP);
            after.add(added);
            assertMovesOnly(added, new DriveView(before), new DriveView(after));
        }
    }

    @Test
    void removingADriveMovesOnlyWhatItHeld() {
        for (List<Drive> before : List.of(cluster(1, 30, 1), cluster(1, 8, 4), cluster(3, 3, 4))) {
            Drive removed = before.get(random.nextInt(before.size()));
            List<Drive> after =
                    before.stream().filter(drive -> !drive.equals(removed)).toList();
            assertMovesOnly(removed, new DriveView(after), new DriveView(before));
        }
    }

    private void assertMovesOnly(Drive extra, DriveView without, DriveView with) {
        int held = 0;
        int moved = 0;
        for (BlobId blob : blobs(10_000)) {
            Set<DriveId> smaller = Set.copyOf(without.drivesFor(blob).subList(0, SHARDS));
            Set<DriveId> larger = Set.copyOf(with.drivesFor(blob).subList(0, SHARDS));
            held += larger.contains(extra.id()) ? 1 : 0;
            moved += (int)
                    larger.stream().filter(drive -> !smaller.contains(drive)).count();
        }
        assertThat(held).isPositive();
        assertThat((double) moved).isLessThanOrEqualTo(1.1 * held);
    }

    @Test
    void aRepairedShardKeepsTheSpread() {
        List<Drive> drives = cluster(2, 3, 2);
        DriveView view = new DriveView(drives);
        for (BlobId blob : blobs(500)) {
            List<DriveId> chosen = view.drivesFor(blob).subList(0, SHARDS);
            Drive lost = view.drive(chosen.get(random.nextInt(SHARDS))).orElseThrow();
            List<DriveId> others =
                    chosen.stream().filter(id -> !id.equals(lost.id())).toList();
            List<DriveId> candidates = view.drivesBeside(blob, others);
            assertThat(candidates).hasSize(7).doesNotContainAnyElementsOf(others);
            Drive best = view.drive(candidates.stream()
                            .filter(id -> !id.equals(lost.id()))
                            .findFirst()
                            .orElseThrow())
                    .orElseThrow();
            // Every node held one shard: only the node that lost its drive has room without doubling up.
            assertThat(best.node()).isEqualTo(lost.node());
        }
    }

    @Test
    void schemeFollowsTheNumberOfDrivesThatTheStoreHas() {
        assertThat(new DriveView(List.of()).defaultScheme()).isEmpty();
        assertThat(new DriveView(cluster(1, 1, 1)).defaultScheme()).contains(Scheme.copies(1));
        assertThat(new DriveView(cluster(1, 1, 3)).defaultScheme()).contains(Scheme.copies(3));
        assertThat(new DriveView(cluster(1, 2, 3)).defaultScheme()).contains(new Scheme(4, 2));
        List<Drive> oneDown = new ArrayList<>(cluster(1, 5, 1));
        oneDown.add(new Drive(drive(), node(), "zone-0", TERABYTE, DriveState.DOWN));
        oneDown.add(new Drive(drive(), node(), "zone-0", TERABYTE, DriveState.DECOMMISSIONED));
        assertThat(new DriveView(oneDown).defaultScheme()).contains(new Scheme(4, 2));
    }

    @Test
    void whereTooFewDrivesTakeShardsTheSchemeIsOneThatTheyCanHold() {
        assertThat(writing(6, 0)).contains(new Scheme(4, 2));
        assertThat(writing(5, 1)).contains(new Scheme(4, 2));
        assertThat(writing(4, 2)).contains(new Scheme(2, 2));
        assertThat(writing(3, 3)).contains(Scheme.copies(3));
        assertThat(writing(2, 2)).contains(Scheme.copies(2));
        assertThat(writing(1, 5)).as("one copy is no substitute").contains(new Scheme(4, 2));
        assertThat(writing(0, 6)).contains(new Scheme(4, 2));
        assertThat(writing(1, 1)).contains(Scheme.copies(2));
        assertThat(new DriveView(List.of()).schemeForWriting()).isEmpty();
    }

    private Optional<Scheme> writing(int up, int down) {
        List<Drive> drives = new ArrayList<>();
        for (int i = 0; i < up + down; i++) {
            drives.add(new Drive(drive(), node(), "", TERABYTE, i < up ? DriveState.UP : DriveState.DOWN));
        }
        return new DriveView(drives).schemeForWriting();
    }

    @Test
    void aSchemeOfDrivesIsToldInNodesToo() {
        Scheme four = new Scheme(4, 2);
        Scheme eight = new Scheme(8, 4);
        assertThat(NodeLosses.survivedBy(cluster(1, 1, 6), four)).isZero();
        assertThat(NodeLosses.survivedBy(cluster(1, 2, 3), four)).isZero();
        assertThat(NodeLosses.survivedBy(cluster(1, 3, 2), four)).isOne();
        assertThat(NodeLosses.survivedBy(cluster(1, 4, 2), four)).isOne();
        assertThat(NodeLosses.survivedBy(cluster(1, 6, 1), four)).isEqualTo(2);
        assertThat(NodeLosses.survivedBy(cluster(1, 2, 6), eight)).isZero();
        assertThat(NodeLosses.survivedBy(cluster(1, 3, 4), eight)).isOne();
        assertThat(NodeLosses.survivedBy(cluster(1, 11, 2), eight)).isEqualTo(3);
        assertThat(NodeLosses.survivedBy(cluster(1, 2, 1), Scheme.copies(2))).isOne();
        assertThat(NodeLosses.survivedBy(cluster(1, 1, 1), Scheme.copies(1))).isZero();
        // A zone of one node takes as much as a zone of three.
        List<Drive> lopsided = new ArrayList<>(cluster(1, 1, 6));
        for (int i = 0; i < 3; i++) {
            NodeId node = node();
            lopsided.add(new Drive(drive(), node, "other", TERABYTE, DriveState.UP));
            lopsided.add(new Drive(drive(), node, "other", TERABYTE, DriveState.UP));
        }
        assertThat(NodeLosses.survivedBy(lopsided, four)).isZero();
    }

    @Test
    void refusesADriveThatIsTwiceInTheView() {
        DriveId twice = drive();
        assertThatThrownBy(() -> new DriveView(List.of(
                        new Drive(twice, node(), "a", 1, DriveState.UP),
                        new Drive(twice, node(), "a", 1, DriveState.UP))))
                .hasMessageContaining(twice.toString());
    }

    private Map<DriveId, Integer> count(DriveView view, int blobs) {
        Map<DriveId, Integer> held = new HashMap<>();
        for (BlobId blob : blobs(blobs)) {
            for (DriveId drive : view.drivesFor(blob).subList(0, SHARDS)) {
                held.merge(drive, 1, Integer::sum);
            }
        }
        return held;
    }

    private List<BlobId> blobs(int count) {
        List<BlobId> blobs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long high = (random.nextLong() & ~0xf000L) | 0x7000L;
            long low = (random.nextLong() & 0x3fffffffffffffffL) | Long.MIN_VALUE;
            blobs.add(new BlobId(new UUID(high, low)));
        }
        return blobs;
    }

    private List<Drive> cluster(int zones, int nodesPerZone, int drivesPerNode) {
        List<Drive> drives = new ArrayList<>();
        for (int zone = 0; zone < zones; zone++) {
            for (int n = 0; n < nodesPerZone; n++) {
                NodeId node = node();
                for (int d = 0; d < drivesPerNode; d++) {
                    drives.add(new Drive(drive(), node, "zone-" + zone, TERABYTE, DriveState.UP));
                }
            }
        }
        return drives;
    }

    private DriveId drive() {
        return new DriveId(new UUID(random.nextLong(), random.nextLong()));
    }

    private NodeId node() {
        return new NodeId(new UUID(random.nextLong(), random.nextLong()));
    }
}
