package dev.anvil.metadata.app;

import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.model.AppId;
import dev.anvil.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that acts for a tenant.
 *
 * @param expires from then on its credentials are refused; null: never
 * @param retiringSecrets how many older secrets are still taken
 */
public record App(
        AppId id,
        TenantId tenant,
        TenantName tenantName,
        AppName name,
        ClientId clientId,
        List<Policy> policies,
        AdminRole adminRole,
        Instant created,
        boolean enabled,
        @Nullable Instant expires,
        int retiringSecrets) {
    public App {
        policies = List.copyOf(policies);
    }
}
