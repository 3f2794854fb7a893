package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A bucket as the catalogue knows it, with its settings as documents by name. */
public record Bucket(
        BucketId id,
        BucketName name,
        TenantId tenant,
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
            String ownerName,
            RegionName region,
            Instant created,
            Map<String, String> settings) {
        this(id, name, tenant, ownerName, region, created, settings, Quotas.NONE);
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
