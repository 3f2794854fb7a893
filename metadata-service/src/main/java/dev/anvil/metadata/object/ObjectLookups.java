package dev.anvil.metadata.object;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.blob.PackedLayout;
import dev.anvil.metadata.bucket.RegionalBuckets;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds versions: one statement each, from one snapshot. */
public final class ObjectLookups {
    private final RegionalDatabase database;
    private final RegionalBuckets buckets;

    public ObjectLookups(RegionalDatabase database, RegionalBuckets buckets) {
        this.database = database;
        this.buckets = buckets;
    }

    /** The version named, or the current one; either may be a delete marker. */
    public StoredVersion lookUp(BucketId bucket, ObjectKey key, @Nullable VersionId version, boolean withBlobs) {
        return database.statement(jdbc -> jdbc.sql("select * from look_up_object(?, ?, ?, ?)")
                        .param(bucket.value())
                        .param(key.value())
                        .param(version == null ? null : VersionIds.toUuid(version))
                        .param(withBlobs)
                        .query((row, index) -> stored(key, row))
                        .optional())
                .orElseThrow(() -> missing(bucket, version).failure());
    }

    private Refusal missing(BucketId bucket, @Nullable VersionId version) {
        if (buckets.isClosed(bucket)) {
            return Refusal.NO_SUCH_BUCKET;
        }
        return version == null ? Refusal.NO_SUCH_KEY : Refusal.NO_SUCH_VERSION;
    }

    private static StoredVersion stored(ObjectKey key, ResultSet row) throws SQLException {
        boolean deleteMarker = row.getBoolean("delete_marker");
        return new StoredVersion(
                key,
                VersionIds.ofUuid(row.getObject("version_id", UUID.class)),
                row.getBoolean("latest"),
                deleteMarker,
                row.getLong("size"),
                deleteMarker ? null : new ETag(row.getString("etag")),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                StoredJson.checksums(row.getString("checksums")),
                StoredJson.attributes(row.getString("attributes")).with(StoredGuards.guards(row.getString("extras"))),
                StoredJson.tags(row.getString("tags")),
                PackedLayout.read(row.getBytes("layout")),
                row.getInt("part_count"));
    }
}
