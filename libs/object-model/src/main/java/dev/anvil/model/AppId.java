package dev.anvil.model;

import java.util.UUID;

/** Names an app: a program with credentials, acting for a tenant. */
public record AppId(UUID value) {
    public static AppId create() {
        return new AppId(UUID.randomUUID());
    }

    public static AppId parse(String text) {
        return new AppId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
