package dev.anvil.metadata.blob;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.blob.BlobWorld.Broken;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.model.BlobId;
import dev.anvil.model.BucketId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What actors have in common: the catalogue, the drives and the time.
 *
 * <p>Time is made up: a shard of hour {@code t} carries a birth so far back, and the catalogue is asked by rules so much more patient,
 * that its own clock judges what it would have judged then.
 */
final class Surroundings {
    private static final int HOURS = 8;
    private static final Duration COMMIT_AGE = Duration.ofMinutes(90);
    private static final Duration SWEEP_AGE = Duration.ofMinutes(150);
    private static final List<String> KEYS = List.of("a", "b");

    private final RegionalCatalogue catalogue;
    private final Random random;
    private final Broken broken;
    private final BucketId bucket;
    private final Instant began = Instant.now();
    private final Set<ShardPlacement> stored = new HashSet<>();
    private final Set<DriveId> away = new HashSet<>();
    private final Set<BlobId> committed = new HashSet<>();
    private int hour;

    Surroundings(RegionalCatalogue catalogue, Random random, Broken broken) {
        this.catalogue = catalogue;
        this.random = random;
        this.broken = broken;
        Versioning[] states = Versioning.values();
        this.bucket = catalogue.bucket(states[random.nextInt(states.length)]);
    }

    /** Hours pass, drives go and come back. */
    void change() {
        if (random.nextInt(8) == 0 && hour < HOURS) {
            hour++;
        }
        if (random.nextInt(20) == 0) {
            DriveId drive = drive();
            if (!away.remove(drive)) {
                away.add(drive);
            }
        }
    }

    RegionalCatalogue catalogue() {
        return catalogue;
    }

    Random random() {
        return random;
    }

    BucketId bucket() {
        return bucket;
    }

    boolean breaksSilence() {
        return broken == Broken.SILENCE;
    }

    /** A commit of it is sent now: from here on it may be live. */
    void sent(BlobId blob) {
        committed.add(blob);
    }

    int committedBlobs() {
        return committed.size();
    }

    /** One of those that a commit was sent for. */
    Optional<BlobId> anyBlob() {
        return committed.stream()
                .sorted()
                .skip(committed.isEmpty() ? 0 : random.nextInt(committed.size()))
                .findFirst();
    }

    void store(Collection<ShardPlacement> shards) {
        stored.addAll(shards);
    }

    /** Whether its drive was there. */
    boolean delete(ShardPlacement shard) {
        if (away.contains(shard.drive())) {
            return false;
        }
        stored.remove(shard);
        return true;
    }

    /** By who wrote them, whose streams to the drives are open still. */
    void tidyUp(Collection<ShardPlacement> shards) {
        stored.removeAll(shards);
    }

    List<ShardPlacement> on(DriveId drive) {
        return stored.stream().filter(shard -> shard.drive().equals(drive)).toList();
    }

    Optional<String> lost() {
        return catalogue.blobs.placements(null, 100_000).stream()
                .filter(live -> committed.contains(live.blob()))
                .flatMap(live -> live.placement()
                        .written()
                        .filter(shard -> !stored.contains(shard))
                        .map(shard -> "in hour " + hour + ", blob " + live.blob() + " lacks " + shard))
                .findFirst();
    }

    /** As the catalogue would have judged in this hour. */
    BlobRules rules() {
        Duration since = Duration.between(began, Instant.now()).plus(Duration.ofHours((long) HOURS - hour));
        Duration commitAge = broken == Broken.COMMIT_AGE ? Duration.ofDays(9) : COMMIT_AGE;
        Duration sweepAge = broken == Broken.SWEEP_AGE ? Duration.ofMinutes(30) : SWEEP_AGE;
        return new BlobRules(commitAge.plus(since), sweepAge.plus(since), Duration.ZERO);
    }

    Blobs blobs() {
        return new Blobs(catalogue.database, rules());
    }

    Instant birth() {
        return began.minus(Duration.ofHours((long) HOURS - hour));
    }

    String key() {
        return KEYS.get(random.nextInt(KEYS.size()));
    }

    DriveId drive() {
        return RegionalCatalogue.DRIVES.get(random.nextInt(RegionalCatalogue.DRIVES.size()));
    }

    /** What others did meanwhile may stand in the way. */
    static void refusable(Runnable change, String... reasons) {
        try {
            change.run();
        } catch (ServiceFailure refused) {
            if (!Set.of(reasons).contains(refused.reason())) {
                throw refused;
            }
        }
    }
}
