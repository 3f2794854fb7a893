package dev.anvil.metadata.tenant;

import dev.anvil.metadata.quota.Quota;
import dev.anvil.model.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("tenant")
record TenantRow(
        @Id UUID tenantId,
        String name,
        String displayName,
        String email,
        String canonicalId,
        Instant created,
        @Nullable Long quotaBytes,
        @Nullable Long quotaObjects) {
    static TenantRow of(Tenant tenant) {
        return new TenantRow(
                tenant.id().value(),
                tenant.name().value(),
                tenant.displayName(),
                tenant.email(),
                tenant.canonicalId().value(),
                tenant.created(),
                tenant.quota().bytes(),
                tenant.quota().objects());
    }

    Tenant toTenant() {
        return new Tenant(
                new TenantId(tenantId),
                new TenantName(name),
                displayName,
                email,
                new CanonicalId(canonicalId),
                created,
                new Quota(quotaBytes, quotaObjects));
    }
}
