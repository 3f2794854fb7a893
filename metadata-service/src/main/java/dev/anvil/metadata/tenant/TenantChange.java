package dev.anvil.metadata.tenant;

import dev.anvil.metadata.quota.QuotaChange;
import org.jspecify.annotations.Nullable;

/** What is null stays as it is. */
public record TenantChange(
        @Nullable String displayName, @Nullable String email, QuotaChange quota) {
    Tenant of(Tenant old) {
        return new Tenant(
                old.id(),
                old.name(),
                displayName == null ? old.displayName() : displayName,
                email == null ? old.email() : email,
                old.canonicalId(),
                old.created(),
                quota.of(old.quota()));
    }
}
