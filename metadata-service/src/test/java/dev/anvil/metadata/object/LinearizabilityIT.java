package dev.anvil.metadata.object;

import static dev.anvil.metadata.RegionalCatalogue.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.listing.ObjectQuery;
import dev.anvil.metadata.listing.ObjectSummary;
import dev.anvil.metadata.multipart.CompletedPart;
import dev.anvil.metadata.multipart.NewUpload;
import dev.anvil.metadata.multipart.PartCommit;
import dev.anvil.metadata.multipart.PartNumber;
import dev.anvil.metadata.multipart.Upload;
import dev.anvil.metadata.multipart.UploadCompletion;
import dev.anvil.metadata.multipart.UploadRef;
import dev.anvil.metadata.object.KeyHistory.Step;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.runtime.failure.ServiceFailure;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Many clients on few keys, all versioning states mixed, the backends of PostgreSQL killed underneath: what each client was told
 * must have an order in which it makes sense, key by key. {@code -Danvil.linearizability.steps} makes it longer.
 */
class LinearizabilityIT {
    private static final int CLIENTS = 8;
    private static final int KEYS = 3;
    private static final int STEPS = Integer.getInteger("anvil.linearizability.steps", 60);
    private static final long PART_BYTES = 5 << 20;

    @Test
    void whatClientsAreToldHasAnOrder() throws Exception {
        run(false);
    }

    @Test
    void soItHasWhilePostgresIsKilled() throws Exception {
        run(true);
    }

    private static void run(boolean killing) throws Exception {
        long seed = Long.getLong("anvil.linearizability.seed", System.nanoTime());
        System.out.println("LinearizabilityIT seed " + seed + " (-Danvil.linearizability.seed)");
        Map<String, KeyHistory> histories = new ConcurrentHashMap<>();
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            List<BucketId> buckets = List.of(
                    catalogue.bucket(Versioning.OFF),
                    catalogue.bucket(Versioning.ENABLED),
                    catalogue.bucket(Versioning.SUSPENDED));
            AtomicBoolean done = new AtomicBoolean();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> clients = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    Client one = new Client(catalogue, buckets, histories, new Random(seed + client));
                    clients.add(threads.submit(one::run));
                }
                if (killing) {
                    threads.submit(() -> killBackends(catalogue, done, new Random(seed)));
                }
                for (Future<?> client : clients) {
                    client.get();
                }
                done.set(true);
            }
            histories.forEach((name, history) -> history.requireAnOrder(name));
            assertThat(histories.values().stream().mapToInt(KeyHistory::size).sum())
                    .isGreaterThan(CLIENTS * STEPS / 2);
            Invariants.hold(catalogue);
        }
    }

    /** Each kill breaks off what the connection was at: before its commit, after it, or between commit and answer. */
    private static void killBackends(RegionalCatalogue catalogue, AtomicBoolean done, Random random) {
        while (!done.get()) {
            try {
                catalogue.jdbc.sql("""
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
                                order by random() limit 2""").query(Boolean.class).list();
                TimeUnit.MILLISECONDS.sleep(5 + random.nextInt(20));
            } catch (DataAccessException e) {
                // Somebody killed the killer's connection. It takes another one.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private record Client(
            RegionalCatalogue catalogue, List<BucketId> buckets, Map<String, KeyHistory> histories, Random random) {
        void run() {
            for (int step = 0; step < STEPS; step++) {
                BucketId bucket = buckets.get(random.nextInt(buckets.size()));
                String key = "key/" + random.nextInt(KEYS);
                KeyHistory history = histories.computeIfAbsent(bucket + " " + key, name -> new KeyHistory());
                switch (random.nextInt(10)) {
                    case 0, 1 -> put(history, commit(bucket, key, 100), null);
                    case 2 -> put(history, commit(bucket, key, 0, Preconditions.ifNoneMatch("*")), "");
                    case 3 -> overwriteIfUnchanged(history, bucket, key);
                    case 4 -> delete(history, bucket, key);
                    case 5 -> copyFrom(history, bucket, key);
                    case 6 -> upload(history, bucket, key);
                    case 7 -> list(history, bucket, key);
                    default -> look(history, bucket, key);
                }
            }
        }

        /** @param expected the entity tag that the condition asks for; empty: nothing there; null: no condition */
        private void put(KeyHistory history, ObjectCommit commit, @Nullable String expected) {
            attempt(
                    history,
                    () -> catalogue.commits.commit(commit),
                    committed -> Step.write(expected, commit.etag().value()),
                    Step.maybeWrite(expected, commit.etag().value()),
                    expected == null ? null : Step.refusedWrite(expected));
        }

        private void overwriteIfUnchanged(KeyHistory history, BucketId bucket, String key) {
            String seen = look(history, bucket, key);
            if (seen != null && !seen.isEmpty()) {
                put(history, commit(bucket, key, 60, Preconditions.ifMatch(seen)), seen);
            }
        }

        private void delete(KeyHistory history, BucketId bucket, String key) {
            attempt(
                    history,
                    () -> catalogue.delete(bucket, key),
                    deleted -> Step.write(null, ""),
                    Step.maybeWrite(null, ""),
                    null);
        }

        /** Only of what was just seen of the source, so that what an unanswered copy brings is known. */
        private void copyFrom(KeyHistory history, BucketId bucket, String key) {
            BucketId sourceBucket = buckets.get(random.nextInt(buckets.size()));
            String source = "key/" + random.nextInt(KEYS);
            String seen = look(
                    histories.computeIfAbsent(sourceBucket + " " + source, name -> new KeyHistory()),
                    sourceBucket,
                    source);
            if (seen == null || seen.isEmpty()) {
                return;
            }
            ObjectCopy copy = new ObjectCopy(
                    sourceBucket,
                    new ObjectKey(source),
                    null,
                    Preconditions.ifMatch(seen),
                    bucket,
                    new ObjectKey(key),
                    RegionalCatalogue.commitId(),
                    null,
                    null,
                    Preconditions.NONE,
                    null);
            KeyHistory.Open open = history.begin();
            try {
                open.end(Step.write(null, catalogue.commits.copy(copy).etag().value()));
            } catch (ServiceFailure refused) {
                assertThat(refused.reason()).isIn("PRECONDITION_FAILED", "NO_SUCH_KEY", "CONFLICT");
            } catch (DataAccessException | TransactionException unknown) {
                open.unknown(Step.maybeWrite(null, seen));
            }
        }

        private void upload(KeyHistory history, BucketId bucket, String key) {
            UploadCompletion completion;
            try {
                Upload upload = catalogue.uploads.create(
                        new NewUpload(bucket, new ObjectKey(key), ObjectAttributes.NONE, List.of(), null, false, null));
                UploadRef ref = new UploadRef(bucket, new ObjectKey(key), upload.id());
                PartNumber number = new PartNumber(1);
                ETag etag = new ETag("%032x".formatted(random.nextLong()));
                catalogue.uploads.commitPart(
                        new PartCommit(ref, number, PART_BYTES, etag, List.of(), RegionalCatalogue.blob(PART_BYTES)));
                completion = new UploadCompletion(
                        ref,
                        RegionalCatalogue.commitId(),
                        List.of(new CompletedPart(number, etag.value(), List.of())),
                        Preconditions.NONE,
                        List.of(),
                        null);
            } catch (DataAccessException | TransactionException interrupted) {
                return;
            }
            KeyHistory.Open open = history.begin();
            try {
                open.end(Step.write(
                        null, catalogue.completions.complete(completion).etag().value()));
            } catch (DataAccessException | TransactionException unknown) {
                open.unknown(Step.maybeWrite(null, wholeTag(completion)));
            }
        }

        /** As S3 makes it: the digest of the parts' digests, and how many there are. */
        private static String wholeTag(UploadCompletion completion) {
            try {
                MessageDigest digest = MessageDigest.getInstance("MD5");
                completion.parts().forEach(part -> digest.update(HexFormat.of().parseHex(part.etag())));
                return HexFormat.of().formatHex(digest.digest()) + "-"
                        + completion.parts().size();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The whole listing is one look at every key of it; here at one. */
        private void list(KeyHistory history, BucketId bucket, String key) {
            KeyHistory.Open open = history.begin();
            try {
                String etag =
                        catalogue.listings.objects(new ObjectQuery(bucket, "key/", "", "", 100)).entries().stream()
                                .filter(ObjectSummary.class::isInstance)
                                .map(ObjectSummary.class::cast)
                                .filter(entry -> entry.key().equals(key))
                                .map(ObjectSummary::etag)
                                .findFirst()
                                .orElse("");
                open.end(Step.read(etag));
            } catch (DataAccessException | TransactionException nothing) {
                // A question without an answer says nothing.
            }
        }

        private @Nullable String look(KeyHistory history, BucketId bucket, String key) {
            KeyHistory.Open open = history.begin();
            try {
                StoredVersion seen = catalogue.get(bucket, key);
                String etag = seen.etag() == null ? "" : seen.etag().value();
                open.end(Step.read(etag));
                return etag;
            } catch (ServiceFailure absent) {
                open.end(Step.read(""));
                return "";
            } catch (DataAccessException | TransactionException nothing) {
                return null;
            }
        }

        private static <T> void attempt(
                KeyHistory history, Supplier<T> call, Function<T, Step> told, Step unknown, @Nullable Step refused) {
            KeyHistory.Open open = history.begin();
            try {
                open.end(told.apply(call.get()));
            } catch (ServiceFailure failure) {
                assertThat(refused).as(failure.reason()).isNotNull();
                assertThat(failure.reason()).isIn("PRECONDITION_FAILED", "NO_SUCH_KEY");
                if (refused != null) {
                    open.end(refused);
                }
            } catch (DataAccessException | TransactionException broken) {
                open.unknown(unknown);
            }
        }
    }
}
