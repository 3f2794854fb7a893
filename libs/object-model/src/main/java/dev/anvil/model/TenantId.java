package dev.anvil.model;

import java.util.UUID;

/** Names a tenant: who owns buckets and apps. */
public record TenantId(UUID value) {
    public static TenantId create() {
        return new TenantId(UUID.randomUUID());
    }

    public static TenantId parse(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
