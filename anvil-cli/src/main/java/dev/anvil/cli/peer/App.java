package dev.anvil.cli.peer;

import java.time.Instant;
import java.util.List;

/** An app: who signs requests, and what it may do. */
public record App(
        String tenant,
        String name,
        String clientId,
        AppRole role,
        boolean enabled,
        List<Policy> policies,
        Instant created) {
    static App of(dev.anvil.metadata.v1.App app) {
        return new App(
                app.getTenantName(),
                app.getName(),
                app.getClientId(),
                AppRole.of(app.getAdminRole()),
                app.getEnabled(),
                app.getPoliciesList().stream().map(Policy::of).toList(),
                Instant.ofEpochMilli(app.getCreatedMillis()));
    }
}
