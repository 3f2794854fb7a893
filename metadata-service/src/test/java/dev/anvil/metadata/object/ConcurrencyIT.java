package dev.anvil.metadata.object;

import static dev.anvil.metadata.RegionalCatalogue.commit;
import static dev.anvil.metadata.RegionalCatalogue.copy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.listing.ObjectQuery;
import dev.anvil.metadata.multipart.CompletedPart;
import dev.anvil.metadata.multipart.NewUpload;
import dev.anvil.metadata.multipart.PartCommit;
import dev.anvil.metadata.multipart.PartNumber;
import dev.anvil.metadata.multipart.Upload;
import dev.anvil.metadata.multipart.UploadCompletion;
import dev.anvil.metadata.multipart.UploadRef;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many clients on few keys. Whatever they do to each other, between transactions the catalogue is consistent. */
class ConcurrencyIT {
    private static final int CLIENTS = 12;
    private static final int STEPS = 150;
    private static final int KEYS = 4;
    private static final long PART_BYTES = 5 << 20;

    @Test
    void anyMixtureOfOperationsKeepsTheInvariants() throws Exception {
        long seed = System.nanoTime();
        System.out.println("ConcurrencyIT seed " + seed);
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            List<BucketId> buckets = List.of(
                    catalogue.bucket(Versioning.OFF),
                    catalogue.bucket(Versioning.ENABLED),
                    catalogue.bucket(Versioning.SUSPENDED));
            List<Callable<Integer>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Client one = new Client(catalogue, buckets, new Random(seed + client));
                clients.add(one::run);
            }
            int done = run(clients).stream().mapToInt(Integer::intValue).sum();

            assertThat(done).isGreaterThan(CLIENTS * STEPS / 2);
            Invariants.hold(catalogue);
            catalogue.usage.fold();
            Invariants.hold(catalogue);
        }
    }

    @Test
    void ofConditionalWritesOfOneVersionExactlyOneWins() throws Exception {
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            BucketId bucket = catalogue.bucket(Versioning.ENABLED);
            Preconditions onTop = Preconditions.ifNoneMatch("*");
            for (int round = 0; round < 30; round++) {
                Preconditions condition = onTop;
                List<Callable<List<ETag>>> writers = new ArrayList<>();
                for (int writer = 0; writer < CLIENTS; writer++) {
                    writers.add(() -> won(catalogue, commit(bucket, "contended", 10, condition)));
                }
                List<ETag> winners = run(writers).stream().flatMap(List::stream).toList();
                assertThat(winners).hasSize(1);
                assertThat(catalogue.get(bucket, "contended").etag()).isEqualTo(winners.getFirst());
                onTop = Preconditions.ifMatch(winners.getFirst().value());
            }
        }
    }

    @Test
    void firstWritesOfOneKeyAllSucceed() throws Exception {
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            for (Versioning versioning : Versioning.values()) {
                BucketId bucket = catalogue.bucket(versioning);
                for (int round = 0; round < 20; round++) {
                    String key = "new-" + round;
                    List<Callable<Committed>> writers = new ArrayList<>();
                    for (int writer = 0; writer < CLIENTS; writer++) {
                        writers.add(() -> catalogue.put(bucket, key, 10));
                    }
                    assertThat(run(writers)).hasSize(CLIENTS);
                }
            }
            Invariants.hold(catalogue);
        }
    }

    @Test
    void aBucketIsClosedEmptyOrNotAtAll() throws Exception {
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            for (int round = 0; round < 40; round++) {
                BucketId bucket = catalogue.bucket(Versioning.OFF);
                AtomicInteger written = new AtomicInteger();
                List<Callable<Boolean>> actors = new ArrayList<>();
                for (int writer = 0; writer < 4; writer++) {
                    String key = "k" + writer;
                    actors.add(() -> {
                        if (!won(catalogue, commit(bucket, key, 1)).isEmpty()) {
                            written.incrementAndGet();
                        }
                        return false;
                    });
                }
                actors.add(() -> catalogue.buckets.markDeletedIfEmpty(bucket));
                boolean closed = run(actors).contains(true);
                assertThat(written.get()).isEqualTo(closed ? 0 : 4);
            }
        }
    }

    private static List<ETag> won(RegionalCatalogue catalogue, ObjectCommit commit) {
        try {
            return List.of(catalogue.commits.commit(commit).etag());
        } catch (ServiceFailure refused) {
            assertThat(refused.reason()).isIn("PRECONDITION_FAILED", "NO_SUCH_BUCKET");
            return List.of();
        }
    }

    private static <T> List<T> run(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }

    /** Does one random thing after the other; refusals are part of it, other failures are not. */
    private record Client(RegionalCatalogue catalogue, List<BucketId> buckets, Random random) {
        int run() {
            int done = 0;
            for (int step = 0; step < STEPS; step++) {
                try {
                    act();
                    done++;
                } catch (ServiceFailure refused) {
                    assertThat(refused.kind())
                            .as(refused.reason())
                            .isIn(Kind.NOT_FOUND, Kind.PRECONDITION, Kind.INVALID, Kind.CONFLICT);
                }
            }
            return done;
        }

        private void act() {
            BucketId bucket = bucket();
            String key = key();
            switch (random.nextInt(10)) {
                case 0, 1 -> catalogue.put(bucket, key, random.nextInt(3) * 100L);
                case 2 -> catalogue.commits.commit(commit(bucket, key, 50, Preconditions.ifNoneMatch("*")));
                case 3 -> overwriteIfUnchanged(bucket, key);
                case 4 -> catalogue.delete(bucket, key);
                case 5 -> deleteSomeVersion(bucket, key);
                case 6 -> catalogue.commits.copy(copy(bucket, key, bucket(), key()));
                case 7 -> upload(bucket, key);
                case 8 -> repeat(commit(bucket, key, 70));
                default -> catalogue.listings.objects(new ObjectQuery(bucket, "", "/", "", 100));
            }
        }

        private BucketId bucket() {
            return buckets.get(random.nextInt(buckets.size()));
        }

        private String key() {
            return "key/" + random.nextInt(KEYS);
        }

        private void overwriteIfUnchanged(BucketId bucket, String key) {
            StoredVersion seen = catalogue.get(bucket, key);
            ETag etag = seen.etag();
            Preconditions unchanged =
                    etag == null ? Preconditions.ifNoneMatch("*") : Preconditions.ifMatch(etag.value());
            catalogue.commits.commit(commit(bucket, key, 60, unchanged));
        }

        private void deleteSomeVersion(BucketId bucket, String key) {
            VersionId version = random.nextBoolean()
                    ? VersionId.NULL
                    : catalogue.get(bucket, key).version();
            catalogue.delete(bucket, key, version);
        }

        private void repeat(ObjectCommit commit) {
            Committed first = catalogue.commits.commit(commit);
            assertThat(catalogue.commits.commit(commit).version()).isEqualTo(first.version());
        }

        private void upload(BucketId bucket, String key) {
            Upload upload = catalogue.uploads.create(
                    new NewUpload(bucket, new ObjectKey(key), ObjectAttributes.NONE, List.of(), null, false, null));
            UploadRef ref = new UploadRef(bucket, new ObjectKey(key), upload.id());
            List<CompletedPart> parts = new ArrayList<>();
            for (int part = 1; part <= 4; part++) {
                PartNumber number = new PartNumber(1 + random.nextInt(3));
                ETag etag = RegionalCatalogue.etag(number);
                catalogue.uploads.commitPart(
                        new PartCommit(ref, number, PART_BYTES, etag, List.of(), RegionalCatalogue.blob(PART_BYTES)));
                if (parts.stream().allMatch(named -> named.number().value() < number.value())) {
                    parts.add(new CompletedPart(number, etag.value(), List.of()));
                }
            }
            if (random.nextInt(4) == 0) {
                catalogue.uploads.abort(ref);
            } else {
                UploadCompletion completion = new UploadCompletion(
                        ref, RegionalCatalogue.commitId(), parts, Preconditions.NONE, List.of(), null);
                Committed first = catalogue.completions.complete(completion);
                assertThat(catalogue.completions.complete(completion)).isEqualTo(first);
            }
        }
    }
}
