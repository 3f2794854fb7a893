package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket as the catalogue knows it, with its settings as documents by name.
 *
 * @param ownerId the canonical id of the tenant that it belongs to
 * @param ownerName the name that the tenant is shown by
 */
public record Bucket(
        BucketId id,
        BucketName name,
        TenantId tenant,
        String ownerId,
        String ownerName,
        RegionName region,
        Instant created,
        Map<String, String> settings,
        Quotas quotas) {
    /** Its own, and its owner's for all of its buckets together. */
    public record Quotas(Quota own, Quota ofTenant) {
        public static final Quotas NONE = new Quotas(Quota.NONE, Quota.NONE);
    }

    public Bucket {
        settings = Map.copyOf(settings);
    }

    public Bucket(
            BucketId id,
            BucketName name,
            TenantId tenant,
            String ownerId,
            String ownerName,
            RegionName region,
            Instant created,
            Map<String, String> settings) {
        this(id, name, tenant, ownerId, ownerName, region, created, settings, Quotas.NONE);
    }

    public Optional<String> setting(BucketSetting setting) {
        return Optional.ofNullable(settings.get(setting.documentName()));
    }

    public boolean isOwnedBy(TenantId candidate) {
        return tenant.equals(candidate);
    }

    public Versioning versioning() {
        return setting(BucketSetting.VERSIONING).map(Versioning::ofDocument).orElse(Versioning.OFF);
    }
}
