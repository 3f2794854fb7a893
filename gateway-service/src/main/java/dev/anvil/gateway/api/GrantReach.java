package dev.anvil.gateway.api;

import dev.anvil.gateway.catalogue.Grant;

/** What a grant covers, as patterns: a pattern covers another one when whatever fits the other fits it too. */
final class GrantReach {
    private GrantReach() {}

    static boolean covers(Grant grant, String action, String resource) {
        return covers(grant.action(), action) && covers(grant.resource(), resource);
    }

    /** A star stands for any rest, and only at the end. */
    static boolean covers(String pattern, String other) {
        return pattern.endsWith("*")
                ? other.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(other);
    }
}
