package dev.anvil.metadata.app;

import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.model.AppId;
import dev.anvil.model.TenantId;
import java.time.Instant;
import java.util.List;

/** A program that acts for a tenant. */
public record App(
        AppId id,
        TenantId tenant,
        TenantName tenantName,
        AppName name,
        ClientId clientId,
        List<Policy> policies,
        AdminRole adminRole,
        Instant created,
        boolean enabled) {
    public App {
        policies = List.copyOf(policies);
    }
}
