package dev.anvil.gateway.catalogue;

import dev.anvil.model.AppId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An app with all that is needed to check its signatures and to authorise it. Never logged: it holds the secret. */
public record Credential(
        AppId app,
        String appName,
        String clientId,
        String clientSecret,
        Tenant tenant,
        List<Grant> grants,
        AdminRole adminRole,
        boolean enabled,
        @Nullable Instant expires,
        List<RetiringSecret> retiring) {
    /** An older secret, and until when it is taken. */
    public record RetiringSecret(String clientSecret, Instant retires) {
        @Override
        public String toString() {
            return "RetiringSecret[hidden]";
        }
    }

    public Credential {
        grants = List.copyOf(grants);
        retiring = List.copyOf(retiring);
    }

    public Credential(
            AppId app,
            String appName,
            String clientId,
            String clientSecret,
            Tenant tenant,
            List<Grant> grants,
            AdminRole adminRole,
            boolean enabled) {
        this(app, appName, clientId, clientSecret, tenant, grants, adminRole, enabled, null, List.of());
    }

    /** What is good of it at a moment: nothing of an app that expired, and no secret that retired. */
    public Optional<Credential> asOf(Instant now) {
        if (!enabled || (expires != null && !now.isBefore(expires))) {
            return Optional.empty();
        }
        List<RetiringSecret> live = retiring.stream()
                .filter(secret -> now.isBefore(secret.retires()))
                .toList();
        return Optional.of(
                live.size() == retiring.size()
                        ? this
                        : new Credential(
                                app, appName, clientId, clientSecret, tenant, grants, adminRole, true, expires, live));
    }

    /** All that are taken, the newest first. */
    public List<String> secrets() {
        return Stream.concat(Stream.of(clientSecret), retiring.stream().map(RetiringSecret::clientSecret))
                .toList();
    }

    @Override
    public String toString() {
        return "Credential[" + clientId + " of " + tenant.name() + "]";
    }
}
