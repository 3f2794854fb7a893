package dev.anvil.metadata.multipart;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.metadata.object.Committed;
import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.metadata.object.StoredJson;
import dev.anvil.metadata.object.VersionIds;
import dev.anvil.model.Checksum;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes a version of an upload's parts, in one transaction: the locks and the upload, its parts, the checks on them, and
 * then the change. Asked again after it was done, it answers what it answered.
 */
public final class UploadCompletions {
    private final RegionalDatabase database;
    private final BlobParameters blobs;

    public UploadCompletions(RegionalDatabase database, BlobParameters blobs) {
        this.database = database;
        this.blobs = blobs;
    }

    public Committed complete(UploadCompletion completion) {
        return database.transaction(jdbc -> {
            Opened opened = open(jdbc, completion.upload());
            return opened.answered().orElseGet(() -> complete(jdbc, completion, opened));
        });
    }

    private Committed complete(JdbcClient jdbc, UploadCompletion completion, Opened opened) {
        List<Part> parts = new PartCheck(parts(jdbc, completion.upload())).check(completion.parts());
        List<StoredChecksum> checksums = checksums(completion, opened, parts);
        ETag etag = WholeChecksum.etag(parts);
        long size = parts.stream().mapToLong(Part::size).sum();
        if (completion.size().isPresent() && completion.size().getAsLong() != size) {
            throw Refusal.WRONG_SIZE.failure("the parts have " + size + " bytes, not "
                    + completion.size().getAsLong());
        }
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("bucket", completion.upload().bucket().value());
        parameters.put("key", completion.upload().key().value());
        parameters.put("upload", completion.upload().id().value());
        parameters.put("id", completion.id().value());
        parameters.put(
                "parts", parts.stream().map(part -> part.number().value()).toArray(Integer[]::new));
        parameters.put("size", size);
        parameters.put("etag", etag.value());
        parameters.put("checksums", StoredJson.ofChecksums(checksums));
        parameters.put(
                "writtenBy",
                completion.writtenBy() == null ? null : completion.writtenBy().value());
        parameters.put("ifMatch", completion.preconditions().ifMatch());
        parameters.put("ifNoneMatch", completion.preconditions().ifNoneMatch());
        blobs.putRules(parameters);
        return jdbc.sql("""
                        select * from complete_upload(
                            :bucket, :key, :upload, :id, :parts, :size, :etag, :checksums::jsonb, :writtenBy, :ifMatch,
                            :ifNoneMatch, :reclaimDelay::interval)""")
                .params(parameters)
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    return new Committed(
                            VersionIds.ofUuid(row.getObject("version_id", UUID.class)),
                            row.getObject("modified", OffsetDateTime.class).toInstant(),
                            etag,
                            size,
                            opened.versioned(),
                            checksums);
                })
                .single();
    }

    /** What can be computed from the parts' checksums must be what the client gave; what cannot is taken from it. */
    private static List<StoredChecksum> checksums(UploadCompletion completion, Opened opened, List<Part> parts) {
        Checksum.Algorithm algorithm = opened.algorithm();
        if (algorithm == null) {
            // Nobody chose one, so it is the one that S3 chooses, which gateways compute for every part.
            return WholeChecksum.of(Checksum.Algorithm.CRC64NVME, true, parts).stream()
                    .toList();
        }
        Optional<StoredChecksum> computed = WholeChecksum.of(algorithm, opened.checksumOfWhole(), parts);
        Optional<Checksum> claimed = WholeChecksum.find(algorithm, completion.checksums());
        if (computed.isPresent()
                && claimed.isPresent()
                && !computed.get().checksum().equals(claimed.get())) {
            throw Refusal.INVALID_CHECKSUM.failure();
        }
        return computed.or(() -> claimed.map(StoredChecksum::ofWhole)).stream().toList();
    }

    private static Opened open(JdbcClient jdbc, UploadRef upload) {
        return jdbc.sql("select * from begin_completion(?, ?, ?)")
                .params(
                        upload.bucket().value(),
                        upload.key().value(),
                        upload.id().value())
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    String algorithm = row.getString("checksum_algorithm");
                    return new Opened(
                            answered(row),
                            algorithm == null ? null : Checksum.Algorithm.valueOf(algorithm),
                            row.getBoolean("checksum_full_object"),
                            row.getBoolean("versioned"));
                })
                .single();
    }

    private static Optional<Committed> answered(ResultSet row) throws SQLException {
        OffsetDateTime completed = row.getObject("completed", OffsetDateTime.class);
        if (completed == null) {
            return Optional.empty();
        }
        return Optional.of(new Committed(
                VersionIds.ofUuid(row.getObject("completed_version_id", UUID.class)),
                completed.toInstant(),
                new ETag(row.getString("completed_etag")),
                row.getLong("completed_size"),
                row.getBoolean("versioned"),
                StoredJson.checksums(row.getString("completed_checksums"))));
    }

    private static Map<Integer, Part> parts(JdbcClient jdbc, UploadRef upload) {
        Map<Integer, Part> parts = new HashMap<>();
        jdbc.sql("""
                        select part_number, size, etag, modified, checksums from upload_part
                        where bucket_id = ? and upload_id = ?""").params(upload.bucket().value(), upload.id().value()).query(UploadRows::part).stream()
                .forEach(part -> parts.put(part.number().value(), part));
        return parts;
    }

    /** An upload whose lock is held. */
    private record Opened(
            Optional<Committed> answered,
            Checksum.@Nullable Algorithm algorithm,
            boolean checksumOfWhole,
            boolean versioned) {}
}
