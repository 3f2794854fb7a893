package dev.anvil.metadata.object;

import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of the parts that versions were uploaded in. */
public final class ObjectParts {
    /** A part of an object that is complete. */
    public record DonePart(int number, long size, ETag etag, List<StoredChecksum> checksums) {}

    private final RegionalDatabase database;

    public ObjectParts(RegionalDatabase database) {
        this.database = database;
    }

    /** Of the version named or of the current one, by number; none where it was uploaded in one piece or is not there. */
    public List<DonePart> of(BucketId bucket, ObjectKey key, @Nullable VersionId version) {
        return database.statement(jdbc -> jdbc.sql("select * from describe_parts(?, ?, ?)")
                .param(bucket.value())
                .param(key.value())
                .param(version == null ? null : VersionIds.toUuid(version))
                .query((row, index) -> new DonePart(
                        row.getInt("part_number"),
                        row.getLong("size"),
                        new ETag(row.getString("etag")),
                        StoredJson.checksums(row.getString("checksums"))))
                .list());
    }
}
