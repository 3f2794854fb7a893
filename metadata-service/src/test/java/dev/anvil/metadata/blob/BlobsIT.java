package dev.anvil.metadata.blob;

import static dev.anvil.metadata.RegionalCatalogue.DRIVES;
import static dev.anvil.metadata.RegionalCatalogue.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.object.ObjectCommit;
import dev.anvil.metadata.upkeep.Upkeep;
import dev.anvil.model.BlobId;
import dev.anvil.model.BucketId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BlobsIT {
    private static final Instant AN_HOUR_AGO = Instant.now().minus(Duration.ofHours(1));
    private static final Duration DAY = Duration.ofHours(24);
    private static final RegionalCatalogue CATALOGUE = new RegionalCatalogue();
    /** The same rules for shards that may be swept at once. */
    private static final Blobs SWEEPING =
            new Blobs(CATALOGUE.database, new BlobRules(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ZERO));

    private final BucketId bucket = CATALOGUE.bucket(Versioning.OFF);

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Test
    void aBlobIsLiveThenDeadThenForgotten() {
        BlobLayout layout = put("k");
        assertThat(CATALOGUE.blobs.lookUp(layout.id()))
                .isEqualTo(new BlobStatus(BlobState.LIVE, layout, Duration.ZERO, 0));
        assertThat(CATALOGUE.blobs.forget(layout.id(), shards(layout))).isFalse();

        CATALOGUE.delete(bucket, "k");
        BlobStatus dead = CATALOGUE.blobs.lookUp(layout.id());
        assertThat(dead.state()).isEqualTo(BlobState.DEAD);
        assertThat(dead.reclaimable()).isFalse();
        assertThat(dead.reclaimableIn()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(SWEEPING.lookUp(layout.id()).reclaimable()).isTrue();

        assertThat(CATALOGUE.blobs.forget(layout.id(), shards(layout).subList(0, 4)))
                .isFalse();
        assertThat(Objects.requireNonNull(CATALOGUE.blobs.lookUp(layout.id()).layout())
                        .placement()
                        .written())
                .extracting(ShardPlacement::shard)
                .containsExactlyElementsOf(shards(layout).subList(4, 6));
        assertThat(CATALOGUE.blobs.forget(layout.id(), shards(layout).subList(4, 6)))
                .isTrue();
        assertThat(CATALOGUE.blobs.lookUp(layout.id())).isEqualTo(BlobStatus.UNKNOWN);
        assertThat(CATALOGUE.blobs.forget(layout.id(), shards(layout))).isTrue();
    }

    @Test
    void manyAreLookedUpAndForgottenTogetherAndEachByItself() {
        BlobLayout whole = put("whole");
        BlobLayout half = put("half");
        BlobLayout live = put("live");
        BlobLayout before = put("before");
        BlobLayout stranger = RegionalCatalogue.blob(10).layout();
        CATALOGUE.delete(bucket, "whole");
        CATALOGUE.delete(bucket, "half");
        CATALOGUE.delete(bucket, "before");
        assertThat(CATALOGUE.blobs.forget(before.id(), shards(before))).isTrue();

        assertThat(SWEEPING.lookUp(List.of(stranger.id(), live.id(), whole.id(), before.id())))
                .hasSize(3)
                .containsEntry(live.id(), new BlobStatus(BlobState.LIVE, live, Duration.ZERO, 0))
                .containsEntry(whole.id(), new BlobStatus(BlobState.DEAD, whole, Duration.ZERO, 0))
                .containsEntry(before.id(), BlobStatus.UNKNOWN);

        assertThat(CATALOGUE.blobs.forget(Map.of(
                        whole.id(), shards(whole),
                        half.id(), shards(half).subList(0, 4),
                        live.id(), shards(live),
                        before.id(), List.of(),
                        stranger.id(), shards(stranger))))
                .containsExactlyInAnyOrder(whole.id(), before.id(), stranger.id());
        assertThat(CATALOGUE.blobs.lookUp(live.id()).state()).isEqualTo(BlobState.LIVE);
        assertThat(Objects.requireNonNull(CATALOGUE.blobs.lookUp(half.id()).layout())
                        .placement()
                        .written())
                .extracting(ShardPlacement::shard)
                .containsExactlyElementsOf(shards(half).subList(4, 6));
        assertThat(CATALOGUE.blobs.forget(Map.of(half.id(), shards(half)))).containsExactly(half.id());
        assertThat(CATALOGUE.blobs.forget(Map.of(half.id(), List.of()))).containsExactly(half.id());
        assertThat(CATALOGUE.blobs.lookUp(List.of())).isEmpty();
        CATALOGUE.delete(bucket, "live");
    }

    @Test
    void aShardIsSwappedOnlyIntoWhatWasRead() {
        BlobLayout layout = put("k");
        ShardPlacement fresh = fresh();
        assertThat(CATALOGUE.blobs.swap(layout.id(), 2, 0, fresh)).isTrue();
        assertThat(CATALOGUE.blobs.swap(layout.id(), 2, 0, fresh))
                .as("the same again")
                .isTrue();
        assertThat(CATALOGUE.blobs.swap(layout.id(), 3, 0, fresh()))
                .as("read before the swap")
                .isFalse();
        BlobStatus status = CATALOGUE.blobs.lookUp(layout.id());
        assertThat(status.placementVersion()).isEqualTo(1);
        assertThat(Objects.requireNonNull(status.layout()).placement().slots().get(2))
                .isEqualTo(fresh);
        assertThat(CATALOGUE.get(bucket, "k").blobs().getFirst().blob()).isEqualTo(status.layout());

        assertThatThrownBy(() -> CATALOGUE.blobs.swap(
                        layout.id(),
                        2,
                        1,
                        new ShardPlacement(
                                DRIVES.get(0), ShardId.create(Instant.now().minus(DAY.multipliedBy(2))))))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo("SHARD_TOO_OLD"));
        CATALOGUE.delete(bucket, "k");
        assertThat(CATALOGUE.blobs.swap(layout.id(), 2, 1, fresh()))
                .as("a dead blob")
                .isFalse();
    }

    @Test
    void damageThatManyNoticeIsOneRepairUntilItWasRepaired() {
        BlobId blob = put("k").id();
        for (int reader = 0; reader < 5; reader++) {
            CATALOGUE.blobs.noteDamage(blob);
        }
        assertThat(CATALOGUE.repairs()).containsOnlyOnce(blob);
        CATALOGUE.blobs.swap(blob, 0, 0, fresh());
        CATALOGUE.blobs.noteDamage(blob);
        assertThat(CATALOGUE.repairs()).filteredOn(blob::equals).hasSize(2);
        CATALOGUE.blobs.noteDamage(BlobId.create(Instant.now()));
    }

    @Test
    void shardsOfLiveBlobsAreCountedByDrive() {
        BlobLayout one = put("one");
        DriveId shared = slot(one, 0).drive();
        DriveId nowhere = DriveId.create();
        List<Long> before = CATALOGUE.blobs.countShards(List.of(nowhere, shared));
        assertThat(before.getFirst()).isZero();

        ShardPlacement moved = fresh();
        assertThat(CATALOGUE.blobs.swap(one.id(), 0, 0, moved)).isTrue();
        assertThat(CATALOGUE.blobs.countShards(List.of(moved.drive(), shared)))
                .containsExactly(1L, before.getLast() - 1);

        CATALOGUE.delete(bucket, "one");
        assertThat(CATALOGUE.blobs.countShards(List.of(moved.drive()))).containsExactly(0L);
    }

    @Test
    void onlyShardsThatNothingRefersToAreGarbage() {
        BlobLayout layout = put("k");
        ShardPlacement own = slot(layout, 0);
        ShardPlacement replaced = slot(layout, 1);
        ShardPlacement stray = fresh();
        CATALOGUE.blobs.swap(layout.id(), 1, 0, stray);
        ShardId neighbour = ShardId.of(layout.id(), 77);
        ShardId unknown = ShardId.create(AN_HOUR_AGO);

        assertThat(garbage(own.drive(), own.shard(), neighbour, unknown)).containsExactlyInAnyOrder(neighbour, unknown);
        assertThat(garbage(stray.drive(), stray.shard())).isEmpty();
        assertThat(garbage(replaced.drive(), replaced.shard())).containsExactly(replaced.shard());
        assertThat(garbage(DriveId.create(), own.shard(), stray.shard())).hasSize(2);
        assertThat(CATALOGUE.blobs.unreferenced(own.drive(), List.of(own.shard(), neighbour, unknown)))
                .as("whatever their age")
                .containsExactlyInAnyOrder(neighbour, unknown);
        assertThat(CATALOGUE.blobs.garbage(own.drive(), List.of(neighbour, unknown)))
                .as("too young")
                .isEmpty();

        CATALOGUE.delete(bucket, "k");
        assertThat(garbage(own.drive(), own.shard()))
                .as("a dead blob is reclaimed, not swept")
                .isEmpty();
        CATALOGUE.blobs.forget(layout.id(), List.of(own.shard(), stray.shard()));
        assertThat(garbage(own.drive(), own.shard())).hasSize(1);
        assertThat(garbage(stray.drive(), stray.shard())).hasSize(1);
    }

    @Test
    void shardsThatAreNotNamedAfterTheirBlobAreKnownToo() {
        List<@Nullable ShardPlacement> slots = new ArrayList<>();
        for (int slot = 0; slot < 6; slot++) {
            slots.add(slot == 5 ? null : new ShardPlacement(DRIVES.get(slot), ShardId.create(AN_HOUR_AGO)));
        }
        BlobLayout named = RegionalCatalogue.blob(10).layout();
        BlobLayout layout = new BlobLayout(named.id(), 10, named.scheme(), 1024, new Placement(slots));
        ObjectCommit commit = commit(bucket, "strays", 10);
        CATALOGUE.commits.commit(new ObjectCommit(
                bucket,
                commit.key(),
                commit.id(),
                10,
                commit.etag(),
                List.of(),
                commit.attributes(),
                List.of(),
                new NewBlob(layout, false),
                commit.preconditions(),
                null));
        assertThat(CATALOGUE.repairs()).contains(layout.id());
        for (ShardPlacement slot : layout.placement().written().toList()) {
            assertThat(garbage(slot.drive(), slot.shard())).isEmpty();
        }
    }

    @Test
    void whatIsForgottenIsRememberedForAsLongAsItCouldComeAgain() {
        BlobLayout layout = put("k");
        CATALOGUE.delete(bucket, "k");
        CATALOGUE.blobs.forget(layout.id(), shards(layout));
        new Upkeep(CATALOGUE.database, CATALOGUE.usage, Optional.empty(), DAY).run();
        assertThat(rows(layout.id())).isEqualTo(1);
        new Upkeep(CATALOGUE.database, CATALOGUE.usage, Optional.empty(), Duration.ZERO).run();
        assertThat(rows(layout.id())).isZero();
    }

    @Test
    void theEpochOnlyAdvances() {
        long before = epoch();
        new Upkeep(CATALOGUE.database, CATALOGUE.usage, Optional.empty(), DAY).run();
        assertThat(epoch()).isGreaterThan(before);
    }

    @Test
    void aCatalogueThatWentBackCallsNothingGarbageAndNothingReclaimableUntilAnOperatorSaysSo() {
        BlobLayout dead = put("k");
        CATALOGUE.delete(bucket, "k");
        SweepHalt halt = new SweepHalt(CATALOGUE.database);
        assertThat(halt.noteSeen(epoch()).isHalted()).as("seen, and no more").isFalse();
        assertThat(SWEEPING.lookUp(dead.id()).reclaimable()).isTrue();

        long seen = epoch() + 10;
        assertThat(halt.noteSeen(seen).isHalted()).isTrue();
        for (int i = 0; i < 20; i++) {
            new Upkeep(CATALOGUE.database, CATALOGUE.usage, Optional.empty(), DAY).run();
        }
        assertThat(epoch()).as("time alone makes nothing good").isGreaterThan(seen);
        assertThat(halt.noteSeen(seen + 1).isHalted()).isTrue();
        assertThat(SWEEPING.lookUp(dead.id()).reclaimable()).isFalse();
        assertThat(SWEEPING.lookUp(dead.id()).reclaimableIn()).isPositive();
        ShardPlacement slot = dead.placement().written().findFirst().orElseThrow();
        assertThatThrownBy(() -> garbage(slot.drive(), slot.shard()))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining("anvil admin sweep resume");

        long before = epoch();
        assertThat(halt.resume().isHalted()).isFalse();
        assertThat(epoch()).isGreaterThan(Math.max(before, seen + 1));
        assertThat(halt.noteSeen(seen + 1).isHalted()).isFalse();
        assertThat(SWEEPING.lookUp(dead.id()).reclaimable()).isTrue();
        assertThat(garbage(slot.drive(), slot.shard())).isEmpty();
    }

    private BlobLayout put(String key) {
        NewBlob blob = RegionalCatalogue.blob(10, AN_HOUR_AGO);
        ObjectCommit commit = commit(bucket, key, 10);
        CATALOGUE.commits.commit(new ObjectCommit(
                bucket,
                commit.key(),
                commit.id(),
                10,
                commit.etag(),
                List.of(),
                commit.attributes(),
                List.of(),
                blob,
                commit.preconditions(),
                null));
        return blob.layout();
    }

    private static ShardPlacement fresh() {
        return new ShardPlacement(DRIVES.get(3), ShardId.create(AN_HOUR_AGO));
    }

    private static ShardPlacement slot(BlobLayout layout, int slot) {
        return Objects.requireNonNull(layout.placement().slots().get(slot));
    }

    private static List<ShardId> shards(BlobLayout layout) {
        return layout.placement().written().map(ShardPlacement::shard).toList();
    }

    private static List<ShardId> garbage(DriveId drive, ShardId... shards) {
        return SWEEPING.garbage(drive, List.of(shards));
    }

    private static long rows(BlobId blob) {
        return CATALOGUE
                .jdbc
                .sql("select count(*) from blob where blob_id = ?")
                .param(blob.value())
                .query(Long.class)
                .single();
    }

    private static long epoch() {
        return CATALOGUE
                .jdbc
                .sql("select epoch from catalogue")
                .query(Long.class)
                .single();
    }
}
