package dev.anvil.metadata.object;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes the tags of versions, as often as one likes: they are no part of what a version is. */
public final class ObjectTags {
    private final RegionalDatabase database;

    public ObjectTags(RegionalDatabase database) {
        this.database = database;
    }

    /** Of the version named, or of the current one; answers which it was. */
    public VersionId put(BucketId bucket, ObjectKey key, @Nullable VersionId version, List<Tag> tags) {
        return database.statement(jdbc -> jdbc.sql("select * from tag_object(?, ?, ?, ?::jsonb)")
                .param(bucket.value())
                .param(key.value())
                .param(version == null ? null : VersionIds.toUuid(version))
                .param(StoredJson.ofTags(tags))
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    return VersionIds.ofUuid(row.getObject("version_id", UUID.class));
                })
                .single());
    }
}
