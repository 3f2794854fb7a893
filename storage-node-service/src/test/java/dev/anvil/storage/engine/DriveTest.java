package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.Shards.Shard;
import dev.anvil.storage.engine.StorageFailure.CatalogueWentBack;
import dev.anvil.storage.engine.StorageFailure.DriveBusy;
import dev.anvil.storage.engine.StorageFailure.DriveFailed;
import dev.anvil.storage.engine.StorageFailure.DriveForeign;
import dev.anvil.storage.engine.StorageFailure.DriveFull;
import dev.anvil.storage.engine.StorageFailure.DriveRefused;
import dev.anvil.storage.engine.StorageFailure.ShardCorrupt;
import dev.anvil.storage.engine.StorageFailure.ShardNotFound;
import dev.anvil.storage.engine.StorageFailure.ShardNotOpen;
import dev.anvil.storage.engine.StorageFailure.ShardRefused;
import dev.anvil.storage.engine.StorageFailure.UnitCorrupt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriveTest {
    private static final long SEED = 42;
    private static final DriveSettings SETTINGS = new DriveSettings(
            64 << 10, 4 << 10, 32 << 10, 0, 8, Duration.ofMinutes(10), 0.5, 1L << 40, Duration.ofSeconds(1));

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Shards shards = new Shards(random);
    private final Superblock superblock = Superblock.fresh(NodeId.create());
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private FakeDisk disk = new FakeDisk(random);
    private Drive drive;

    @BeforeEach
    void openDrive() throws IOException {
        new SuperblockStore(disk).write(superblock);
        drive = open(SETTINGS);
    }

    private Drive open(DriveSettings settings) throws IOException {
        return Drive.openWithoutThreads(disk, superblock, settings, () -> now, random);
    }

    private void restart() throws IOException {
        disk = disk.afterKill();
        drive = open(SETTINGS);
    }

    private Shard sealed(int... lengths) {
        Shard shard = shards.shard(lengths);
        CompletableFuture<Void> done = Shards.write(drive, shard, false);
        drive.commit();
        assertThat(done).isCompleted();
        return shard;
    }

    private void delete(ShardId... ids) {
        CompletableFuture<Integer> done = drive.delete(List.of(ids));
        drive.commit();
        assertThat(done).isCompleted();
    }

    private void assertWhole(Shard shard) {
        assertThat(Shards.read(drive, shard.id()).toArray(new byte[0][]))
                .isDeepEqualTo(shard.units().toArray(new byte[0][]));
    }

    @Test
    void aShardIsReadableWhenItsSealIsDurableAndNotBefore() {
        Shard shard = shards.shard(100, 200, 1);
        CompletableFuture<Void> done = Shards.write(drive, shard, true);

        assertThat(done).isNotDone();
        assertThatThrownBy(() -> drive.read(shard.id(), 0)).isInstanceOf(ShardNotFound.class);

        drive.commit();
        assertThat(done).isCompleted();
        assertWhole(shard);
        assertThat(drive.list(Optional.empty(), 10)).containsExactly(new SealedShard(shard.id(), 301));
    }

    @Test
    void oneUnitOfTheLargestSizeAndOneOfNothing() throws IOException {
        Shard largest = sealed(Unit.MAX_BYTES);
        Shard empty = sealed(0);
        restart();
        assertWhole(largest);
        assertWhole(empty);
    }

    @Test
    void sealedShardsSurviveARestartAndOpenOnesDoNot() throws IOException {
        Shard small = sealed(10);
        Shard spread = sealed(40_000, 40_000, 40_000, 7);
        Shard open = shards.shard(10, 10);
        drive.append(open.id(), Unit.of(0, ByteBuffer.wrap(open.units().getFirst())));
        drive.commit();

        restart();

        assertWhole(small);
        assertWhole(spread);
        assertThat(drive.status().shards()).isEqualTo(2);
        assertThat(drive.status().liveBytes()).isEqualTo(small.length() + spread.length());
        assertThatThrownBy(() -> drive.append(
                        open.id(), Unit.of(1, ByteBuffer.wrap(open.units().get(1)))))
                .isInstanceOf(ShardNotOpen.class);
    }

    @Test
    void aShardThatIsIdleForTooLongIsDropped() {
        ShardId id = shards.id();
        drive.append(id, Unit.of(0, ByteBuffer.allocate(100)));
        now = now.plus(Duration.ofMinutes(11));
        drive.maintain();

        assertThat(drive.status().openShards()).isZero();
        assertThatThrownBy(() -> drive.seal(id, 1, 100)).isInstanceOf(ShardNotOpen.class);
    }

    @Test
    void aUnitOutOfTurnEndsItsShard() {
        ShardId id = shards.id();
        drive.append(id, Unit.of(0, ByteBuffer.allocate(1)));
        assertThatThrownBy(() -> drive.append(id, Unit.of(2, ByteBuffer.allocate(1))))
                .isInstanceOf(ShardRefused.class)
                .hasMessageContaining("unit 2 came where unit 1 was due");
        assertThatThrownBy(() -> drive.seal(id, 1, 1)).isInstanceOf(ShardNotOpen.class);
    }

    @Test
    void aSealThatDoesNotFitIsRefused() {
        ShardId units = shards.id();
        drive.append(units, Unit.of(0, ByteBuffer.allocate(5)));
        assertThatThrownBy(() -> drive.seal(units, 2, 5)).isInstanceOf(ShardRefused.class);

        ShardId length = shards.id();
        assertThatThrownBy(() -> drive.appendLast(length, Unit.of(0, ByteBuffer.allocate(5)), 6))
                .isInstanceOf(ShardRefused.class)
                .hasMessageContaining("has 5 bytes, the seal is for 6");
        assertThat(drive.status().openShards()).isZero();
    }

    @Test
    void aUnitThatChangedOnItsWayIsRefused() {
        ShardId id = shards.id();
        assertThatThrownBy(() -> drive.append(id, new Unit(0, 12345, ByteBuffer.allocate(5))))
                .isInstanceOf(UnitCorrupt.class);
    }

    @Test
    void nothingIsWrittenToASealedShard() {
        Shard shard = sealed(10);
        assertThatThrownBy(() -> drive.append(shard.id(), Unit.of(0, ByteBuffer.allocate(1))))
                .isInstanceOf(ShardRefused.class)
                .hasMessageContaining("sealed already");
        drive.abort(shard.id());
        assertWhole(shard);
    }

    @Test
    void onlySoManyShardsAreOpenAtOnce() {
        for (int i = 0; i < SETTINGS.maxOpenShards(); i++) {
            drive.append(shards.id(), Unit.of(0, ByteBuffer.allocate(1)));
        }
        assertThatThrownBy(() -> drive.append(shards.id(), Unit.of(0, ByteBuffer.allocate(1))))
                .isInstanceOf(DriveBusy.class);
    }

    @Test
    void deletionsAreDurableAndMayBeRepeated() throws IOException {
        Shard shard = sealed(10, 10);
        Shard other = sealed(10);
        CompletableFuture<Integer> first = drive.delete(List.of(shard.id(), shards.id()));
        CompletableFuture<Integer> second = drive.delete(List.of(shard.id()));
        assertThat(second).isNotDone();
        drive.commit();
        assertThat(first).isCompletedWithValue(1);
        assertThat(second).isCompletedWithValue(0);
        assertThat(drive.delete(List.of(shard.id()))).isCompletedWithValue(0);

        restart();
        assertThat(drive.contains(shard.id())).isFalse();
        assertWhole(other);
    }

    @Test
    void whenEverythingIsDeletedNoBytesAreLeft() {
        List<ShardId> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(sealed(5_000).id());
        }
        assertThat(disk.segmentBytes()).isGreaterThan(500_000);
        delete(ids.toArray(ShardId[]::new));
        drive.maintain();
        assertThat(disk.segmentBytes()).isZero();
        assertThat(drive.status().usedBytes()).isZero();

        assertWhole(sealed(10));
    }

    @Test
    void deadSegmentsAndPreparedFilesAreUsedAgain() throws IOException {
        List<Shard> first = fill(4);
        assertThat(spares()).isEmpty();
        drive.prepare();
        assertThat(spares()).containsExactly("spare-1");

        delete(first.stream().map(Shard::id).toArray(ShardId[]::new));
        drive.maintain();
        assertThat(spares())
                .as("no more than are needed soon; the others' space is free")
                .containsExactly("spare-1", "spare-2");
        assertThat(disk.segmentBytes()).isZero();

        restart();
        List<Shard> second = fill(2);
        assertThat(spares()).as("those of the process before, too").isEmpty();
        second.forEach(this::assertWhole);
        restart();
        second.forEach(this::assertWhole);
        first.forEach(shard -> assertThat(drive.contains(shard.id())).isFalse());
        assertThat(drive.status().damages()).isEmpty();
    }

    @Test
    void aDriveThatHasLittleRoomLeftKeepsNoSpares() throws IOException {
        fill(4);
        long usable = drive.status().usableBytes();
        drive.prepare();
        assertThat(spares()).hasSize(1);
        assertThat(drive.status().usableBytes())
                .as("spares are as good as free")
                .isEqualTo(usable);

        disk.capacity(disk.segmentBytes() + 10 * SETTINGS.segmentBytes());
        drive.maintain();
        assertThat(spares()).isEmpty();
        fill(1);
        drive.prepare();
        assertThat(spares()).isEmpty();
    }

    /** Shards that take so many segments. */
    private List<Shard> fill(int segments) {
        List<Shard> shards = new ArrayList<>();
        while (shards.size() < segments * (SETTINGS.segmentBytes() / 5_300)) {
            shards.add(sealed(5_000));
        }
        return shards;
    }

    private List<String> spares() {
        return disk.list().stream().filter(name -> name.startsWith("spare-")).toList();
    }

    @Test
    void compactionFreesTheSpaceOfDeletedShards() throws IOException {
        List<Shard> kept = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Shard shard = sealed(3_000, 20);
            if (i % 10 == 0) {
                kept.add(shard);
            } else {
                delete(shard.id());
            }
        }
        long before = disk.segmentBytes();
        while (drive.maintain()) {
            kept.forEach(this::assertWhole);
        }
        assertThat(disk.segmentBytes()).isLessThan(before / 4);
        kept.forEach(this::assertWhole);
        restart();
        kept.forEach(this::assertWhole);
        assertThat(drive.status().shards()).isEqualTo(kept.size());
    }

    @Test
    void aFlippedBitIsFoundAndNamed() {
        Shard shard = sealed(1_000);
        String segment = disk.list().stream()
                .filter(name -> Segment.numberOf(name) > 0)
                .findFirst()
                .orElseThrow();
        disk.flipBit(segment, RecordHeader.SIZE * 2 + 500);

        assertThatThrownBy(() -> drive.read(shard.id(), 0))
                .isInstanceOf(ShardCorrupt.class)
                .hasMessageContaining(superblock.drive().toString())
                .hasMessageContaining("segment 1 at offset 64");
        assertThat(drive.status().corruptions()).isEqualTo(1);
    }

    @Test
    void aFlippedBitInTheSegmentThatIsWrittenCostsOneShardAndNotThoseBehindIt() throws IOException {
        Shard first = sealed(1_000);
        Shard second = sealed(1_000);
        Shard third = sealed(1_000);
        disk.flipBit(Segment.nameOf(1), RecordHeader.SIZE + RecordHeader.recordSize(1_000) + 500);
        restart();

        assertWhole(first);
        assertThat(drive.contains(second.id())).isFalse();
        assertWhole(third);
        assertThat(drive.status().damages()).singleElement().asString().contains("segment-00000001.log");
    }

    @Test
    void aFullDriveRefusesShardsButReadsAndDeletes() throws IOException {
        drive = open(new DriveSettings(
                64 << 10, 0, 32 << 10, 50_000, 8, Duration.ofMinutes(10), 0.5, 1L << 40, Duration.ofSeconds(1)));
        disk.capacity(400_000);
        List<Shard> written = new ArrayList<>();
        assertThatThrownBy(() -> {
                    while (written.size() < 1_000) {
                        written.add(sealed(4_000));
                    }
                })
                .isInstanceOf(DriveFull.class);

        assertThat(drive.status().failure()).isEmpty();
        assertWhole(written.getFirst());
        delete(written.stream().map(Shard::id).toArray(ShardId[]::new));
        drive.maintain();
        assertWhole(sealed(4_000));
    }

    @Test
    void aFullFileSystemRefusesShardsEvenWithoutAReserve() {
        disk.capacity(20_000);
        Shard first = sealed(4_000);
        assertThatThrownBy(() -> Shards.write(drive, shards.shard(17_000), false))
                .isInstanceOf(DriveFull.class);
        assertThat(drive.status().failure()).isEmpty();
        assertWhole(first);
    }

    @Test
    void anIoErrorEndsWritingAndNothingWasAcknowledged() {
        Shard good = sealed(10);
        CompletableFuture<Void> done = Shards.write(drive, shards.shard(10), false);
        disk.failWithProbability(1);
        drive.commit();
        disk.failWithProbability(0);

        assertThat(done).isCompletedExceptionally();
        assertThat(drive.status().failure())
                .hasValueSatisfying(reason -> assertThat(reason).contains("sync"));
        assertThatThrownBy(() -> sealed(10)).isInstanceOf(DriveFailed.class);
        assertThatThrownBy(() -> drive.delete(List.of(good.id()))).isInstanceOf(DriveFailed.class);
        assertWhole(good);
    }

    @Test
    void aFolderThatVanishesFailsTheDrive() throws IOException {
        for (String name : disk.list()) {
            disk.delete(name);
        }
        assertThatThrownBy(drive::maintain).isInstanceOf(DriveFailed.class).hasMessageContaining("vanished");
    }

    @Test
    void segmentsOfAnotherDriveAreRefused() {
        sealed(10);
        Superblock other = new Superblock(DriveId.create(), superblock.node(), Optional.empty(), 0);
        assertThatThrownBy(() -> Drive.openWithoutThreads(disk, other, SETTINGS, () -> now, random))
                .isInstanceOf(DriveRefused.class)
                .hasMessageContaining("written by another drive");
    }

    @Test
    void aDriveBelongsToOneCatalogue() throws IOException {
        UUID catalogue = UUID.randomUUID();
        drive.requireOf(new CatalogueStamp(UUID.randomUUID(), 1));
        drive.belongTo(new CatalogueStamp(catalogue, 7));
        drive.belongTo(new CatalogueStamp(catalogue, 3));
        assertThat(new SuperblockStore(disk).read().orElseThrow().epoch()).isEqualTo(7);
        CatalogueStamp other = new CatalogueStamp(UUID.randomUUID(), 9);
        assertThatThrownBy(() -> drive.belongTo(other)).isInstanceOf(DriveForeign.class);
        assertThatThrownBy(() -> drive.requireOf(other)).isInstanceOf(DriveForeign.class);
    }

    @Test
    void nothingIsDeletedForACatalogueThatKnowsLessThanItDid() {
        UUID catalogue = UUID.randomUUID();
        drive.requireUpToDate(new CatalogueStamp(catalogue, 7));
        assertThatThrownBy(() -> drive.requireUpToDate(new CatalogueStamp(catalogue, 6)))
                .isInstanceOf(CatalogueWentBack.class)
                .hasMessageContaining("epoch 7");
        drive.requireUpToDate(new CatalogueStamp(catalogue, 8));
    }

    @Test
    void aBrokenSuperblockIsWrittenAnewWhileTheDriveIsOpen() throws IOException {
        for (String name : disk.list()) {
            if (name.startsWith("superblock")) {
                disk.flipBit(name, 20);
            }
        }
        drive.maintain();
        assertThat(new SuperblockStore(disk).read()).contains(superblock);
    }

    @Test
    void scrubbingFindsEveryFlippedBit() throws IOException {
        List<Shard> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(sealed(random.nextInt(1, 3_000), random.nextInt(1, 3_000)));
        }
        drive.scrub();
        assertThat(drive.corrupt(10)).isEmpty();
        String segment = disk.list().stream()
                .filter(name -> Segment.numberOf(name) == 1)
                .findFirst()
                .orElseThrow();
        long before = drive.status().corruptions();
        for (int at = RecordHeader.SIZE; at < 20_000; at += 997) {
            disk.flipBit(segment, at);
        }
        drive.scrub();
        assertThat(drive.status().corruptions()).isGreaterThan(before);
        List<ShardId> found = drive.corrupt(1_000);
        for (Shard shard : all) {
            if (found.contains(shard.id())) {
                assertThatThrownBy(() -> assertWhole(shard)).isInstanceOf(ShardCorrupt.class);
                assertThat(drive.missing(List.of(shard.id()))).containsExactly(shard.id());
            } else {
                assertWhole(shard);
            }
        }
        assertThat(found).isNotEmpty();
        delete(found.toArray(new ShardId[0]));
        assertThat(drive.corrupt(10)).isEmpty();
    }

    @Test
    void aScrubGoesOnWhereItWasCutOff() throws IOException {
        for (int i = 0; i < 10; i++) {
            sealed(100);
        }
        ScrubSettings slow = new ScrubSettings(1, Duration.ofHours(1));
        Scrub first = drive.newScrub(slow);
        int[] steps = {0};
        first.walk(bytes -> ++steps[0] < 4);
        assertThat(first.verifiedBytes()).isEqualTo(400);
        restart();
        Scrub second = drive.newScrub(slow);
        assertThat(second.dueIn()).isZero();
        second.walk(bytes -> true);
        assertThat(second.verifiedBytes()).isEqualTo(600);
        assertThat(second.finished()).isEqualTo(now);
        assertThat(drive.newScrub(slow).dueIn()).isEqualTo(Duration.ofHours(1));
    }
}
