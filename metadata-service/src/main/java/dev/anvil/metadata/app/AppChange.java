package dev.anvil.metadata.app;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is null stays as it is.
 *
 * @param expires empty: never any more
 */
public record AppChange(
        @Nullable Boolean enabled,
        @Nullable AdminRole adminRole,
        @Nullable Optional<Instant> expires) {
    App of(App old) {
        return new App(
                old.id(),
                old.tenant(),
                old.tenantName(),
                old.name(),
                old.clientId(),
                old.policies(),
                adminRole == null ? old.adminRole() : adminRole,
                old.created(),
                enabled == null ? old.enabled() : enabled,
                expires == null ? old.expires() : expires.orElse(null),
                old.retiringSecrets());
    }
}
