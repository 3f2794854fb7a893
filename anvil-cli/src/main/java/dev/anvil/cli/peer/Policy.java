package dev.anvil.cli.peer;

/** What an app may do, and to what. */
public record Policy(String action, String resource) {
    /** As people write it: {@code object:read|photos/*}. */
    public static Policy parse(String text) {
        int bar = text.indexOf('|');
        if (bar <= 0 || bar == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no policy: write ACTION|RESOURCE, for example 'object:read|photos/*'");
        }
        return new Policy(text.substring(0, bar), text.substring(bar + 1));
    }

    static Policy of(dev.anvil.metadata.v1.Policy policy) {
        return new Policy(policy.getAction(), policy.getResource());
    }

    dev.anvil.metadata.v1.Policy message() {
        return dev.anvil.metadata.v1.Policy.newBuilder()
                .setAction(action)
                .setResource(resource)
                .build();
    }

    @Override
    public String toString() {
        return action + "|" + resource;
    }
}
