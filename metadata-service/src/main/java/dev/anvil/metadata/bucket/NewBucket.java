package dev.anvil.metadata.bucket;

import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;

/** A bucket to be made. */
public record NewBucket(BucketName name, TenantId tenant, RegionName region, Settings settings) {}
