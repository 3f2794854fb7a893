package dev.anvil.metadata.app;

import dev.anvil.metadata.tenant.Tenant;
import java.time.Instant;
import java.util.List;

/** All that a gateway needs to check an app's signatures and to authorise it. */
public record Credential(App app, ClientSecret secret, Tenant tenant, List<RetiringSecret> retiring) {
    public Credential {
        retiring = List.copyOf(retiring);
    }

    /** An older secret, and until when it is taken. */
    public record RetiringSecret(ClientSecret secret, Instant retires) {}
}
