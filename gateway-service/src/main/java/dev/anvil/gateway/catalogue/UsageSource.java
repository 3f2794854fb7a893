package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketName;
import dev.anvil.model.TenantId;

/** How much there is, asked of the catalogue. */
public interface UsageSource {
    Usage ofBucket(BucketName bucket);

    Usage ofTenant(TenantId tenant);
}
