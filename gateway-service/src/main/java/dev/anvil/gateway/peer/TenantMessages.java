package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.model.TenantId;

/** Tenants as messages. */
final class TenantMessages {
    private TenantMessages() {}

    static Tenant tenant(dev.anvil.metadata.v1.Tenant message) {
        return new Tenant(
                TenantId.parse(message.getTenantId()),
                message.getName(),
                message.getDisplayName(),
                message.getEmail(),
                message.getCanonicalId());
    }
}
