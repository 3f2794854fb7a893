package dev.anvil.metadata.object;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts retention and legal holds on versions. What is held already decides whether it may be loosened. */
public final class ObjectHolds {
    private final RegionalDatabase database;

    public ObjectHolds(RegionalDatabase database) {
        this.database = database;
    }

    /** Of the version named, or of the current one; answers which it was. */
    public VersionId put(BucketId bucket, ObjectKey key, @Nullable VersionId version, Hold hold) {
        Retention retention = hold.retention();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("bucket", bucket.value());
        parameters.put("key", key.value());
        parameters.put("version", version == null ? null : VersionIds.toUuid(version));
        parameters.put("setsRetention", hold.setsRetention());
        parameters.put("mode", retention == null ? null : retention.mode().number());
        parameters.put("until", BlobParameters.timestampOrNull(retention == null ? null : retention.until()));
        parameters.put("legalHold", hold.legalHold());
        parameters.put("bypass", hold.bypassGovernance());
        return database.statement(jdbc -> jdbc.sql("""
                        select * from hold_object(
                            :bucket, :key, :version, :setsRetention, :mode::smallint, :until, :legalHold::boolean, :bypass)""")
                .params(parameters)
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    return VersionIds.ofUuid(row.getObject("version_id", UUID.class));
                })
                .single());
    }
}
