package dev.anvil.metadata.bucket;

import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.time.Instant;

/** A bucket, and the name by which its owner is shown. */
public record Bucket(
        BucketId id,
        BucketName name,
        TenantId tenant,
        String ownerName,
        RegionName region,
        Settings settings,
        Instant created) {}
