package dev.anvil.metadata.multipart;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.metadata.listing.PageKind;
import dev.anvil.metadata.listing.PageLimit;
import dev.anvil.metadata.object.StoredGuards;
import dev.anvil.metadata.object.StoredJson;
import dev.anvil.model.Checksum;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uploads from their beginning to the last part; completing is another class's. */
public final class Uploads {
    private static final String COMMIT_PART = "select * from commit_part(:bucket, :key, :upload, :part, :size, :etag,"
            + " :checksums::jsonb, " + BlobParameters.SQL + ", :commitAge::interval, :reclaimDelay::interval)";

    private final RegionalDatabase database;
    private final BlobParameters blobs;
    private final InstantSource clock;

    public Uploads(RegionalDatabase database, BlobParameters blobs, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.clock = clock;
    }

    public Upload create(NewUpload wanted) {
        UploadId id = UploadId.create(clock.instant());
        Checksum.Algorithm algorithm = wanted.checksumAlgorithm();
        Instant initiated = database.statement(jdbc -> jdbc.sql("""
                                select * from create_upload(
                                    :bucket, :key, :upload, :by, :attributes::jsonb, :tags::jsonb, :algorithm, :whole,
                                    :extras::jsonb)""")
                .param("bucket", wanted.bucket().value())
                .param("key", wanted.key().value())
                .param("upload", id.value())
                .param(
                        "by",
                        wanted.initiatedBy() == null
                                ? null
                                : wanted.initiatedBy().value())
                .param("attributes", StoredJson.of(wanted.attributes()))
                .param("tags", StoredJson.ofTags(wanted.tags()))
                .param("algorithm", algorithm == null ? null : algorithm.name())
                .param("whole", wanted.checksumOfWhole())
                .param("extras", StoredGuards.of(wanted.attributes().guards()))
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    return row.getObject("initiated", OffsetDateTime.class).toInstant();
                })
                .single());
        return new Upload(
                id,
                wanted.key().value(),
                initiated,
                wanted.initiatedBy(),
                wanted.attributes(),
                wanted.tags(),
                algorithm,
                wanted.checksumOfWhole());
    }

    public Upload lookUp(UploadRef upload) {
        return database.statement(jdbc -> jdbc.sql("""
                                select * from upload
                                where bucket_id = ? and upload_id = ? and key = ? and completed is null""")
                        .params(
                                upload.bucket().value(),
                                upload.id().value(),
                                upload.key().value())
                        .query(UploadRows::guardedUpload)
                        .optional())
                .orElseThrow(Refusal.NO_SUCH_UPLOAD::failure);
    }

    /** Sent again, it changes nothing. Answers when the part was modified. */
    public Instant commitPart(PartCommit commit) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("bucket", commit.upload().bucket().value());
        parameters.put("key", commit.upload().key().value());
        parameters.put("upload", commit.upload().id().value());
        parameters.put("part", commit.number().value());
        parameters.put("size", commit.size());
        parameters.put("etag", commit.etag().value());
        parameters.put("checksums", StoredJson.ofChecksums(commit.checksums()));
        blobs.put(parameters, commit.blob(), null);
        return database.statement(jdbc -> jdbc.sql(COMMIT_PART)
                .params(parameters)
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    return row.getObject("modified", OffsetDateTime.class).toInstant();
                })
                .single());
    }

    /** Parts with numbers greater than {@code after}. */
    public Page<Part> parts(UploadRef upload, int after, int limit) {
        PageLimit.require(limit);
        List<Part> parts = database.statement(jdbc -> jdbc.sql("""
                                select part_number, size, etag, modified, checksums from upload_part
                                where bucket_id = ? and upload_id = ? and part_number > ?
                                order by part_number limit ?""")
                .params(upload.bucket().value(), upload.id().value(), after, limit + 1)
                .query(UploadRows::part)
                .list());
        return Page.of(parts, limit, part -> part);
    }

    public UploadPage list(UploadQuery query) {
        return database.statement(jdbc -> jdbc.sql("select * from list_uploads(?, ?, ?, ?, ?, ?)")
                .params(
                        query.bucket().value(),
                        query.prefix(),
                        query.delimiter(),
                        query.keyMarker(),
                        query.uploadMarker(),
                        query.limit())
                .query(rows -> {
                    List<UploadEntry> entries = new ArrayList<>();
                    while (rows.next()) {
                        switch (PageKind.ofNumber(rows.getInt("kind"))) {
                            case ENTRY -> entries.add(UploadRows.upload(rows, 0));
                            case COMMON_PREFIX -> entries.add(new UploadPrefix(rows.getString("key")));
                            case CONTINUATION -> {
                                return new UploadPage(
                                        entries, true, rows.getString("key"), rows.getString("upload_id"));
                            }
                        }
                    }
                    return new UploadPage(entries, false, "", "");
                }));
    }

    public void abort(UploadRef upload) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("bucket", upload.bucket().value());
        parameters.put("key", upload.key().value());
        parameters.put("upload", upload.id().value());
        blobs.putRules(parameters);
        Refusal.unlessOk(database.statement(
                jdbc -> jdbc.sql("select abort_upload(:bucket, :key, :upload, :reclaimDelay::interval)")
                        .params(parameters)
                        .query(String.class)
                        .single()));
    }
}
