package dev.anvil.metadata.object;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.ETag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes versions visible, of bytes that were written or of those of another version. */
public final class ObjectCommits {
    private static final String COMMIT =
            "select * from commit_object(:bucket, :key, :id, :size, :etag, :checksums::jsonb,"
                    + " :attributes::jsonb, :tags::jsonb, :writtenBy, " + BlobParameters.SQL
                    + ", :ifMatch, :ifNoneMatch, :commitAge::interval, :reclaimDelay::interval, :extras::jsonb)";
    private static final String COPY = """
            select * from copy_object(
                :sourceBucket, :sourceKey, :sourceVersion, :sourceIfMatch, :sourceIfNoneMatch, :sourceIfModifiedSince,
                :sourceIfUnmodifiedSince, :bucket, :key, :id, :newAttributes, :attributes::jsonb, :newTags, :tags::jsonb,
                :writtenBy, :birth, :ifMatch, :ifNoneMatch, :commitAge::interval, :reclaimDelay::interval, :extras::jsonb)""";

    private final RegionalDatabase database;
    private final BlobParameters blobs;
    private final SharedCommits shared;

    public ObjectCommits(RegionalDatabase database, BlobParameters blobs) {
        this.database = database;
        this.blobs = blobs;
        this.shared = new SharedCommits(database, this::parameters);
    }

    /** Sent again, it changes nothing and answers the same. */
    public Committed commit(ObjectCommit commit) {
        return (SharedCommits.accepts(commit) ? shared.commit(commit) : Optional.<Committed>empty())
                .orElseGet(() -> commitAlone(commit));
    }

    SharedCommits shared() {
        return shared;
    }

    private Committed commitAlone(ObjectCommit commit) {
        return database.statement(jdbc -> jdbc.sql(COMMIT)
                .params(parameters(commit))
                .query((row, index) -> committed(row, commit.etag(), commit.size(), commit.checksums()))
                .single());
    }

    private Map<String, @Nullable Object> parameters(ObjectCommit commit) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("bucket", commit.bucket().value());
        parameters.put("key", commit.key().value());
        parameters.put("id", commit.id().value());
        parameters.put("size", commit.size());
        parameters.put("etag", commit.etag().value());
        parameters.put("checksums", StoredJson.ofChecksums(commit.checksums()));
        parameters.put("attributes", StoredJson.of(commit.attributes()));
        parameters.put("tags", StoredJson.ofTags(commit.tags()));
        parameters.put("extras", StoredGuards.of(commit.attributes().guards()));
        parameters.put(
                "writtenBy",
                commit.writtenBy() == null ? null : commit.writtenBy().value());
        blobs.put(parameters, commit.blob(), commit.id().birth());
        parameters.put("ifMatch", commit.preconditions().ifMatch());
        parameters.put("ifNoneMatch", commit.preconditions().ifNoneMatch());
        return parameters;
    }

    /** Moves no bytes: takes references on blobs that are live (PROTOCOL, rule DEAD). */
    public Committed copy(ObjectCopy copy) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("sourceBucket", copy.sourceBucket().value());
        parameters.put("sourceKey", copy.sourceKey().value());
        parameters.put("sourceVersion", copy.sourceVersion() == null ? null : VersionIds.toUuid(copy.sourceVersion()));
        Preconditions source = copy.sourcePreconditions();
        parameters.put("sourceIfMatch", source.ifMatch());
        parameters.put("sourceIfNoneMatch", source.ifNoneMatch());
        parameters.put("sourceIfModifiedSince", BlobParameters.timestampOrNull(source.ifModifiedSince()));
        parameters.put("sourceIfUnmodifiedSince", BlobParameters.timestampOrNull(source.ifUnmodifiedSince()));
        parameters.put("bucket", copy.bucket().value());
        parameters.put("key", copy.key().value());
        parameters.put("id", copy.id().value());
        parameters.put("newAttributes", copy.attributes() != null);
        parameters.put("attributes", copy.attributes() == null ? null : StoredJson.of(copy.attributes()));
        parameters.put(
                "extras",
                copy.attributes() == null
                        ? null
                        : StoredGuards.of(copy.attributes().guards()));
        parameters.put("newTags", copy.tags() != null);
        parameters.put("tags", copy.tags() == null ? null : StoredJson.ofTags(copy.tags()));
        parameters.put(
                "writtenBy", copy.writtenBy() == null ? null : copy.writtenBy().value());
        parameters.put("birth", BlobParameters.timestamp(copy.id().birth()));
        parameters.put("ifMatch", copy.preconditions().ifMatch());
        parameters.put("ifNoneMatch", copy.preconditions().ifNoneMatch());
        blobs.putRules(parameters);
        return database.statement(jdbc -> jdbc.sql(COPY)
                .params(parameters)
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    return committed(
                            row,
                            new ETag(row.getString("etag")),
                            row.getLong("size"),
                            StoredJson.checksums(row.getString("checksums")));
                })
                .single());
    }

    static Committed committed(ResultSet row, ETag etag, long size, List<StoredChecksum> checksums)
            throws SQLException {
        Refusal.unlessOk(row.getString("outcome"));
        return new Committed(
                VersionIds.ofUuid(row.getObject("version_id", UUID.class)),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                etag,
                size,
                row.getBoolean("versioned"),
                checksums);
    }
}
