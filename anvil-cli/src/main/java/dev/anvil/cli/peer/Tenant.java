package dev.anvil.cli.peer;

import java.time.Instant;

/** A tenant, as the server describes it. */
public record Tenant(
        String name,
        String tenantId,
        String displayName,
        String email,
        String canonicalId,
        Instant created,
        Quota quota) {
    static Tenant of(dev.anvil.metadata.v1.Tenant tenant) {
        return new Tenant(
                tenant.getName(),
                tenant.getTenantId(),
                tenant.getDisplayName(),
                tenant.getEmail(),
                tenant.getCanonicalId(),
                Instant.ofEpochMilli(tenant.getCreatedMillis()),
                Quota.of(tenant.getQuota()));
    }
}
