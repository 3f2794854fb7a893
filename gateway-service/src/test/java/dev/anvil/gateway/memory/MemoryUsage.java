package dev.anvil.gateway.memory;

import dev.anvil.gateway.catalogue.Usage;
import dev.anvil.gateway.catalogue.UsageSource;
import dev.anvil.model.BucketName;
import dev.anvil.model.TenantId;

/** Says what it is told to say. */
public final class MemoryUsage implements UsageSource {
    public volatile Usage everywhere = new Usage(0, 0);

    @Override
    public Usage ofBucket(BucketName bucket) {
        return everywhere;
    }

    @Override
    public Usage ofTenant(TenantId tenant) {
        return everywhere;
    }
}
