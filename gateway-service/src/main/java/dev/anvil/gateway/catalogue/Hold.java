package dev.anvil.gateway.catalogue;

import org.jspecify.annotations.Nullable;

/** A change of what holds a version. */
public sealed interface Hold {
    /** Retention to be put, or taken away where it is null. */
    record OfRetention(@Nullable Retention retention, boolean bypassGovernance) implements Hold {}

    record Legal(boolean on) implements Hold {}
}
