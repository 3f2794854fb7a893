package dev.anvil.gateway.auth;

/**
 * Allows actions on resources. Actions are {@code object:read}, {@code object:*} or {@code *}; resources are {@code *},
 * {@code bucket}, {@code bucket/*} or {@code bucket/prefix/*}.
 */
public record Policy(String action, String resource) {
    public Policy {
        if (action.isBlank() || resource.isBlank()) {
            throw new IllegalArgumentException(
                    "a policy names an action and a resource: '" + action + "|" + resource + "'");
        }
    }

    /** From {@code action|resource}. */
    public static Policy parse(String text) {
        int bar = text.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("not a policy: '" + text + "' (expected action|resource)");
        }
        return new Policy(text.substring(0, bar), text.substring(bar + 1));
    }

    @Override
    public String toString() {
        return action + "|" + resource;
    }
}
