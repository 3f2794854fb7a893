package dev.anvil.metadata.app;

import dev.anvil.metadata.tenant.TenantName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An app to be made. Client id and secret are chosen by who restores or tests; otherwise they are made. */
public record NewApp(
        TenantName tenant,
        AppName name,
        AdminRole adminRole,
        List<Policy> policies,
        Optional<ClientId> clientId,
        Optional<ClientSecret> secret,
        @Nullable Instant expires) {
    static final int MAX_POLICIES = 500;

    public NewApp {
        policies = policies.stream().distinct().toList();
        if (policies.size() > MAX_POLICIES) {
            throw new IllegalArgumentException("an app has at most " + MAX_POLICIES + " policies");
        }
    }
}
