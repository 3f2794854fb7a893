package dev.anvil.gateway.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, by the names that a policy may use for them.
 *
 * @param tenantNames every name of the tenant: id, name, canonical id; none for who is not known
 * @param appName null for who is not known
 */
public record Asker(Set<String> tenantNames, @Nullable String appName) {
    public static final Asker ANONYMOUS = new Asker(Set.of(), null);

    public Asker {
        tenantNames = Set.copyOf(tenantNames);
    }
}
