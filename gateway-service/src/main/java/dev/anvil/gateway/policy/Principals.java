package dev.anvil.gateway.policy;

import java.util.List;

/** Whom a statement is about: these, or with {@code except} everybody but these. */
record Principals(boolean except, List<Principal> named) {
    Principals {
        named = List.copyOf(named);
    }

    boolean match(Asker asker) {
        return named.stream().anyMatch(principal -> principal.names(asker)) != except;
    }

    boolean areEverybody() {
        return except || named.stream().anyMatch(Principal.Everybody.class::isInstance);
    }

    /** Whether only the tenant is named, and not everybody or the app. */
    boolean matchTenantOnly(Asker asker) {
        return !except
                && named.stream()
                        .filter(principal -> principal.names(asker))
                        .allMatch(Principal.OfTenant.class::isInstance);
    }
}
