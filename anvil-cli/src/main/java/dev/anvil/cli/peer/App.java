package dev.anvil.cli.peer;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An app: who signs requests, and what it may do. */
public record App(
        String tenant,
        String name,
        String clientId,
        AppRole role,
        boolean enabled,
        List<Policy> policies,
        Instant created,
        @Nullable Instant expires,
        int retiringSecrets) {
    /** Lines for people. */
    public String text() {
        return "app            " + tenant + "/" + name + "\nclientId       " + clientId + "\nrole           " + role
                + "\nenabled        " + enabled + "\nexpires        " + (expires == null ? "never" : expires)
                + "\nolder secrets  " + retiringSecrets + "\ncreated        " + created + "\npolicies       "
                + (policies.isEmpty()
                        ? "none, so it may do nothing"
                        : policies.stream().map(Policy::toString).collect(Collectors.joining("\n               ")));
    }

    static App of(dev.anvil.metadata.v1.App app) {
        return new App(
                app.getTenantName(),
                app.getName(),
                app.getClientId(),
                AppRole.of(app.getAdminRole()),
                app.getEnabled(),
                app.getPoliciesList().stream().map(Policy::of).toList(),
                Instant.ofEpochMilli(app.getCreatedMillis()),
                app.getExpiresMillis() == 0 ? null : Instant.ofEpochMilli(app.getExpiresMillis()),
                app.getRetiringSecrets());
    }
}
