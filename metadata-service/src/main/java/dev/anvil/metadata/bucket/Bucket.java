package dev.anvil.metadata.bucket;

import dev.anvil.metadata.quota.Quota;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.time.Instant;

/** A bucket, and the canonical id and the name by which its owner is shown. */
public record Bucket(
        BucketId id,
        BucketName name,
        TenantId tenant,
        String ownerId,
        String ownerName,
        RegionName region,
        Settings settings,
        Instant created,
        Limits limits) {
    /** Its own quota, and its owner's for all of its buckets together. */
    public record Limits(Quota bucket, Quota tenant, String tenantName) {
        static final Limits NONE = new Limits(Quota.NONE, Quota.NONE, "");
    }
}
