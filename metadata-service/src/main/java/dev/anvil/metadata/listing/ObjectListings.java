package dev.anvil.metadata.listing;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.bucket.RegionalBuckets;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.metadata.object.StoredJson;
import dev.anvil.metadata.object.VersionIds;
import dev.anvil.model.BucketId;
import dev.anvil.model.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of objects and of versions. */
public final class ObjectListings {
    /** Delete markers that a page passes over before it ends early. */
    private static final int MOST_PASSED_OVER = 20_000;

    private final RegionalDatabase database;
    private final RegionalBuckets buckets;

    public ObjectListings(RegionalDatabase database, RegionalBuckets buckets) {
        this.database = database;
        this.buckets = buckets;
    }

    public ObjectPage objects(ObjectQuery query) {
        return database.statement(jdbc -> jdbc.sql("select * from list_objects(?, ?, ?, ?, ?, ?)")
                .params(
                        query.bucket().value(),
                        query.prefix(),
                        query.delimiter(),
                        query.after(),
                        query.limit(),
                        MOST_PASSED_OVER)
                .query(rows -> {
                    List<ListEntry> entries = new ArrayList<>();
                    while (rows.next()) {
                        switch (PageKind.ofNumber(rows.getInt("kind"))) {
                            case ENTRY -> entries.add(summary(rows, true, false));
                            case COMMON_PREFIX -> entries.add(new CommonPrefix(rows.getString("key")));
                            case CONTINUATION -> {
                                return new ObjectPage(entries, true, rows.getString("key"));
                            }
                        }
                    }
                    requireBucket(query.bucket(), entries);
                    return new ObjectPage(entries, false, "");
                }));
    }

    public VersionPage versions(VersionQuery query) {
        VersionId marker = query.versionMarker();
        return database.statement(jdbc -> jdbc.sql("select * from list_versions(?, ?, ?, ?, ?, ?)")
                .param(query.bucket().value())
                .param(query.prefix())
                .param(query.delimiter())
                .param(query.keyMarker())
                .param(marker == null ? null : VersionIds.toUuid(marker))
                .param(query.limit())
                .query(rows -> {
                    List<ListEntry> entries = new ArrayList<>();
                    while (rows.next()) {
                        switch (PageKind.ofNumber(rows.getInt("kind"))) {
                            case ENTRY ->
                                entries.add(summary(rows, rows.getBoolean("latest"), rows.getBoolean("delete_marker")));
                            case COMMON_PREFIX -> entries.add(new CommonPrefix(rows.getString("key")));
                            case CONTINUATION -> {
                                return new VersionPage(entries, true, rows.getString("key"), version(rows));
                            }
                        }
                    }
                    requireBucket(query.bucket(), entries);
                    return new VersionPage(entries, false, "", null);
                }));
    }

    /** An empty page may be that of a bucket that is no more. */
    private void requireBucket(BucketId bucket, List<ListEntry> entries) {
        if (entries.isEmpty() && buckets.isClosed(bucket)) {
            throw Refusal.NO_SUCH_BUCKET.failure();
        }
    }

    private static ObjectSummary summary(ResultSet row, boolean latest, boolean deleteMarker) throws SQLException {
        VersionId version = version(row);
        if (version == null) {
            throw new IllegalStateException("a version without an id in a listing");
        }
        String storageClass = row.getString("storage_class");
        return new ObjectSummary(
                row.getString("key"),
                version,
                latest,
                deleteMarker,
                row.getLong("size"),
                row.getString("etag"),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                storageClass == null ? "" : storageClass,
                StoredJson.checksums(row.getString("checksums")));
    }

    private static @Nullable VersionId version(ResultSet row) throws SQLException {
        UUID version = row.getObject("version_id", UUID.class);
        return version == null ? null : VersionIds.ofUuid(version);
    }
}
