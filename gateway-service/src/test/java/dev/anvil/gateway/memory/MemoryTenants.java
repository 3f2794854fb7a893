package dev.anvil.gateway.memory;

import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.catalogue.TenantCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tenants by their names. */
final class MemoryTenants implements TenantCatalogue {
    private final List<Tenant> tenants;

    MemoryTenants(String... names) {
        tenants = Arrays.stream(names)
                .map(name -> MemoryGateway.app(name).tenant())
                .toList();
    }

    @Override
    public Optional<Tenant> withCanonicalId(String canonicalId) {
        return tenants.stream()
                .filter(tenant -> tenant.canonicalId().equals(canonicalId))
                .findFirst();
    }

    @Override
    public List<Tenant> withEmail(String email) {
        return tenants.stream()
                .filter(tenant -> tenant.email().equalsIgnoreCase(email))
                .toList();
    }
}
