package dev.anvil.cli.peer;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A bucket, as operators see it. */
public record BucketDetail(
        String name,
        String tenant,
        String region,
        Instant created,
        Quota quota,
        Quota tenantQuota,
        Map<String, String> settings) {
    static BucketDetail of(dev.anvil.metadata.v1.Bucket bucket) {
        return new BucketDetail(
                bucket.getName(),
                bucket.getTenantName(),
                bucket.getRegion(),
                Instant.ofEpochMilli(bucket.getCreatedMillis()),
                Quota.of(bucket.getQuota()),
                Quota.of(bucket.getTenantQuota()),
                new TreeMap<>(bucket.getSettingsMap()));
    }
}
