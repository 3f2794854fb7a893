package dev.anvil.gateway.catalogue;

import dev.anvil.model.AppId;
import java.util.List;

/** An app with all that is needed to check its signatures and to authorise it. Never logged: it holds the secret. */
public record Credential(
        AppId app,
        String appName,
        String clientId,
        String clientSecret,
        Tenant tenant,
        List<Grant> grants,
        AdminRole adminRole,
        boolean enabled) {
    public Credential {
        grants = List.copyOf(grants);
    }

    @Override
    public String toString() {
        return "Credential[" + clientId + " of " + tenant.name() + "]";
    }
}
