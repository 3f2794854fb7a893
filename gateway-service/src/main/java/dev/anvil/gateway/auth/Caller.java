package dev.anvil.gateway.auth;

import dev.anvil.model.AppId;
import dev.anvil.model.TenantId;
import java.util.List;

/** Who sent a request. */
public sealed interface Caller {
    /** Nobody known: the request was not signed. */
    record Anonymous() implements Caller {}

    /** A program with credentials that acts for a tenant. {@code owner} is how S3 shows that tenant. */
    record App(AppId id, String name, TenantId tenant, Owner owner, List<Policy> policies) implements Caller {
        public App {
            policies = List.copyOf(policies);
        }
    }

    /** A tenant as S3's documents name owners; {@code canonicalId} has 64 hex digits. */
    record Owner(String canonicalId, String displayName) {}
}
