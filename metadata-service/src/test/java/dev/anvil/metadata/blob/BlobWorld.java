package dev.anvil.metadata.blob;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.object.CommitId;
import dev.anvil.metadata.object.ObjectAttributes;
import dev.anvil.metadata.object.ObjectCommit;
import dev.anvil.metadata.object.ObjectCommits;
import dev.anvil.metadata.object.Preconditions;
import dev.anvil.model.BlobId;
import dev.anvil.model.BucketId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The real catalogue and drives of names only, with actors whose steps a seed puts in order, as the processes of the model in
 * docs/models. Any actor may be passed over for as long as it likes, or never get another turn, which is what a crash is.
 *
 * <p>Time is made up: a shard of hour {@code t} carries a birth so far back, and the catalogue is asked by rules so much more patient,
 * that its own clock judges what it would have judged then.
 */
final class BlobWorld {
    /** Which rule is not kept, to see that its absence is noticed. */
    enum Broken {
        NOTHING,
        COMMIT_AGE,
        SWEEP_AGE,
        SILENCE
    }

    private static final int HOURS = 8;
    private static final Duration COMMIT_AGE = Duration.ofMinutes(90);
    private static final Duration SWEEP_AGE = Duration.ofMinutes(150);
    private static final int STEPS = 90;
    private static final List<String> KEYS = List.of("a", "b");

    /** One step; what follows it is put in front of what is left. */
    private interface Step {
        void run(Deque<Step> rest);
    }

    private final RegionalCatalogue catalogue;
    private final Random random;
    private final Broken broken;
    private final BucketId bucket;
    private final Instant began = Instant.now();
    private final Set<ShardPlacement> stored = new HashSet<>();
    private final Set<DriveId> away = new HashSet<>();
    private final Set<BlobId> committed = new HashSet<>();
    private final List<Deque<Step>> actors = new ArrayList<>();
    private int hour;

    BlobWorld(RegionalCatalogue catalogue, Random random, Broken broken) {
        this.catalogue = catalogue;
        this.random = random;
        this.broken = broken;
        this.bucket = catalogue.bucket(random.nextBoolean() ? Versioning.OFF : Versioning.ENABLED);
    }

    /** Empty where nothing that a version needs was ever lost; else what was. */
    Optional<String> run() {
        for (int step = 0; step < STEPS; step++) {
            if (actors.size() < 5) {
                actors.add(new ArrayDeque<>(List.of(newActor())));
            }
            Deque<Step> actor = actors.get(random.nextInt(actors.size()));
            actor.removeFirst().run(actor);
            if (actor.isEmpty() || random.nextInt(40) == 0) {
                actors.remove(actor);
            }
            if (random.nextInt(8) == 0 && hour < HOURS) {
                hour++;
            }
            if (random.nextInt(20) == 0) {
                DriveId drive = drive();
                if (!away.remove(drive)) {
                    away.add(drive);
                }
            }
            Optional<String> lost = lost(step);
            if (lost.isPresent()) {
                return lost;
            }
        }
        return Optional.empty();
    }

    int committed() {
        return committed.size();
    }

    private Step newActor() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> this::put;
            case 3 ->
                rest -> refusable(() -> catalogue.commits.copy(RegionalCatalogue.copy(bucket, key(), bucket, key())));
            case 4, 5 -> rest -> catalogue.delete(bucket, key());
            case 6 -> this::reclaim;
            case 7 -> this::repair;
            default -> this::sweep;
        };
    }

    private void put(Deque<Step> rest) {
        Instant birth = birth();
        NewBlob blob = RegionalCatalogue.blob(100, birth);
        CommitId id = CommitId.of(VersionId.create(birth));
        List<ShardPlacement> shards = blob.layout().placement().written().toList();
        ObjectCommit commit = new ObjectCommit(
                bucket,
                new ObjectKey(key()),
                id,
                100,
                RegionalCatalogue.etag(id),
                List.of(),
                ObjectAttributes.NONE,
                List.of(),
                blob,
                Preconditions.NONE,
                null);
        rest.add(then -> stored.addAll(shards.subList(0, 3)));
        rest.add(then -> stored.addAll(shards.subList(3, shards.size())));
        if (random.nextInt(6) == 0) {
            // Its client went away before anything was sent: it may tidy up.
            rest.add(then -> stored.removeAll(shards));
            return;
        }
        rest.add(then -> commit(commit));
        if (random.nextInt(3) == 0) {
            // The answer was lost.
            rest.add(then -> commit(commit));
        }
        if (broken == Broken.SILENCE) {
            rest.add(then -> stored.removeAll(shards));
        }
    }

    private void commit(ObjectCommit commit) {
        refusable(() -> {
            committed.add(Objects.requireNonNull(commit.blob()).layout().id());
            new ObjectCommits(catalogue.database, new BlobParameters(rules())).commit(commit);
        });
    }

    private void reclaim(Deque<Step> rest) {
        any().ifPresent(blob -> {
            BlobStatus status = blobs().lookUp(blob);
            BlobLayout layout = status.layout();
            if (layout == null || !status.reclaimable()) {
                return;
            }
            List<ShardId> gone = new ArrayList<>();
            layout.placement()
                    .written()
                    .forEach(shard -> rest.add(then -> {
                        if (!away.contains(shard.drive())) {
                            stored.remove(shard);
                            gone.add(shard.shard());
                        }
                    }));
            rest.add(then -> blobs().forget(blob, gone));
        });
    }

    private void repair(Deque<Step> rest) {
        any().ifPresent(blob -> {
            BlobStatus status = blobs().lookUp(blob);
            if (status.state() != BlobState.LIVE) {
                return;
            }
            int slot = random.nextInt(6);
            ShardPlacement fresh = new ShardPlacement(RegionalCatalogue.DRIVES.get(slot), ShardId.create(birth()));
            rest.add(then -> stored.add(fresh));
            rest.add(then -> refusable(() -> blobs().swap(blob, slot, status.placementVersion(), fresh)));
        });
    }

    private void sweep(Deque<Step> rest) {
        DriveId drive = drive();
        List<ShardId> listed = stored.stream()
                .filter(shard -> shard.drive().equals(drive))
                .map(ShardPlacement::shard)
                .sorted()
                .toList();
        rest.add(classify -> {
            List<ShardId> garbage = blobs().garbage(drive, listed);
            classify.add(delete -> {
                if (!away.contains(drive)) {
                    garbage.forEach(shard -> stored.remove(new ShardPlacement(drive, shard)));
                }
            });
        });
    }

    private Optional<String> lost(int step) {
        return catalogue.blobs.placements(null, 100_000).stream()
                .filter(live -> committed.contains(live.blob()))
                .flatMap(live -> live.placement()
                        .written()
                        .filter(shard -> !stored.contains(shard))
                        .map(shard -> "after step " + step + ", in hour " + hour + ", blob " + live.blob() + " lacks "
                                + shard))
                .findFirst();
    }

    /** As the catalogue would have judged in this hour. */
    private BlobRules rules() {
        Duration since = Duration.between(began, Instant.now()).plus(Duration.ofHours((long) HOURS - hour));
        Duration commitAge = broken == Broken.COMMIT_AGE ? Duration.ofDays(9) : COMMIT_AGE;
        Duration sweepAge = broken == Broken.SWEEP_AGE ? Duration.ofMinutes(30) : SWEEP_AGE;
        return new BlobRules(commitAge.plus(since), sweepAge.plus(since), Duration.ZERO);
    }

    private Blobs blobs() {
        return new Blobs(catalogue.database, rules());
    }

    private Instant birth() {
        return began.minus(Duration.ofHours((long) HOURS - hour));
    }

    private static void refusable(Runnable change) {
        try {
            change.run();
        } catch (ServiceFailure refused) {
            if (!Set.of("SHARD_TOO_OLD", "NO_SUCH_KEY", "NO_SUCH_VERSION").contains(refused.reason())) {
                throw refused;
            }
        }
    }

    private Optional<BlobId> any() {
        return committed.stream()
                .sorted()
                .skip(committed.isEmpty() ? 0 : random.nextInt(committed.size()))
                .findFirst();
    }

    private String key() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    private DriveId drive() {
        return RegionalCatalogue.DRIVES.get(random.nextInt(6));
    }
}
