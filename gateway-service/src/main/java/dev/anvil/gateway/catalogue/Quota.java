package dev.anvil.gateway.catalogue;

import java.util.OptionalLong;

/** The most that a bucket or a tenant may hold. Empty is no limit. */
public record Quota(OptionalLong bytes, OptionalLong objects) {
    public static final Quota NONE = new Quota(OptionalLong.empty(), OptionalLong.empty());

    public boolean isNone() {
        return bytes.isEmpty() && objects.isEmpty();
    }
}
