package dev.anvil.metadata.object;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Deletes as S3 does: a named version for good, else the null version, else by a delete marker. */
public final class ObjectDeletions {
    private static final String DELETE = """
            select * from delete_object(
                :bucket, :key, :version, :marker, :ifMatch, :ifUnmodifiedSince, :ifSize, :reclaimDelay::interval, :bypass)""";

    /** Of one list of deletions, so that a thousand of them do not take all connections. */
    private static final int AT_ONCE = 4;

    private final RegionalDatabase database;
    private final BlobParameters blobs;
    private final InstantSource clock;

    public ObjectDeletions(RegionalDatabase database, BlobParameters blobs, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.clock = clock;
    }

    public Deleted delete(BucketId bucket, Deletion deletion) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("bucket", bucket.value());
        parameters.put("key", deletion.key().value());
        parameters.put("version", deletion.version() == null ? null : VersionIds.toUuid(deletion.version()));
        parameters.put("marker", VersionIds.toUuid(VersionId.create(clock.instant())));
        parameters.put("ifMatch", deletion.preconditions().ifMatch());
        parameters.put(
                "ifUnmodifiedSince",
                BlobParameters.timestampOrNull(deletion.preconditions().ifUnmodifiedSince()));
        parameters.put("ifSize", deletion.preconditions().ifSize());
        parameters.put("bypass", deletion.bypassGovernance());
        blobs.putRules(parameters);
        return database.statement(jdbc -> jdbc.sql(DELETE)
                .params(parameters)
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    UUID version = row.getObject("version_id", UUID.class);
                    return new Deleted(
                            version == null ? null : VersionIds.ofUuid(version),
                            row.getBoolean("delete_marker"),
                            row.getBoolean("existed"),
                            row.getBoolean("versioned"));
                })
                .single());
    }

    /** Each in its own transaction, a few at once; the results are in the order of the deletions. */
    public List<DeletionResult> deleteAll(BucketId bucket, List<Deletion> deletions) {
        DeletionResult[] results = new DeletionResult[deletions.size()];
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int lane = 0; lane < Math.min(AT_ONCE, results.length); lane++) {
                running.add(lanes.submit(() -> {
                    for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
                        results[i] = result(bucket, deletions.get(i));
                    }
                }));
            }
            for (Future<?> lane : running) {
                await(lane);
            }
        }
        return List.of(results);
    }

    private DeletionResult result(BucketId bucket, Deletion deletion) {
        try {
            return delete(bucket, deletion);
        } catch (ServiceFailure refused) {
            return new DeletionRefused(refused.reason(), refused.sentence());
        }
    }

    private static void await(Future<?> lane) {
        try {
            lane.get();
        } catch (ExecutionException e) {
            // A database that is away: some may have been deleted, and all may be asked for again.
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while deleting");
        }
    }
}
