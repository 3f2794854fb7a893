package dev.anvil.cli.peer;

import org.jspecify.annotations.Nullable;

/** The most that a tenant or a bucket may hold; null is no limit. */
public record Quota(@Nullable Long bytes, @Nullable Long objects) {
    static Quota of(dev.anvil.metadata.v1.Quota quota) {
        return new Quota(quota.hasBytes() ? quota.getBytes() : null, quota.hasObjects() ? quota.getObjects() : null);
    }

    @Override
    public String toString() {
        return (bytes == null ? "any size" : bytes + " bytes") + ", "
                + (objects == null ? "any number" : objects + " objects");
    }
}
