package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.util.Map;

/** A bucket to be made. */
public record NewBucket(BucketName name, TenantId tenant, RegionName region, Map<BucketSetting, String> settings) {
    public NewBucket {
        settings = Map.copyOf(settings);
    }
}
