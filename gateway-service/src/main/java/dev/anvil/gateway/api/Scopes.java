package dev.anvil.gateway.api;

import dev.anvil.gateway.catalogue.Grant;

/** Scopes as clients write them: {@code action|resource}. */
final class Scopes {
    private Scopes() {}

    static Grant parse(String text) {
        int bar = text.indexOf('|');
        if (bar <= 0 || bar == text.length() - 1) {
            throw new IllegalArgumentException(
                    "not a scope: '" + text + "' (expected action|resource, for example object:read|photos/*)");
        }
        return new Grant(text.substring(0, bar), text.substring(bar + 1));
    }
}
