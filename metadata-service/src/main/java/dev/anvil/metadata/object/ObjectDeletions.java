package dev.anvil.metadata.object;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import dev.anvil.model.VersionId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deletes as S3 does: a named version for good, else the null version, else by a delete marker. */
public final class ObjectDeletions {
    private static final String DELETE = """
            select * from delete_object(
                :bucket, :key, :version, :marker, :ifMatch, :ifUnmodifiedSince, :ifSize, :reclaimDelay::interval)""";

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
}
