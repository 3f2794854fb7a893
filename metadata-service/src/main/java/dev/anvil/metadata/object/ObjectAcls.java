package dev.anvil.metadata.object;

import dev.anvil.metadata.Refusal;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes who may do what with versions. What a list means is the gateway's to know. */
public final class ObjectAcls {
    private final RegionalDatabase database;

    public ObjectAcls(RegionalDatabase database) {
        this.database = database;
    }

    /** Of the version named, or of the current one; answers which it was. Empty: there is none any more. */
    public VersionId put(BucketId bucket, ObjectKey key, @Nullable VersionId version, String acl) {
        return database.statement(jdbc -> jdbc.sql("select * from put_object_acl(?, ?, ?, ?)")
                .param(bucket.value())
                .param(key.value())
                .param(version == null ? null : VersionIds.toUuid(version))
                .param(acl)
                .query((row, index) -> {
                    Refusal.unlessOk(row.getString("outcome"));
                    return VersionIds.ofUuid(row.getObject("version_id", UUID.class));
                })
                .single());
    }
}
