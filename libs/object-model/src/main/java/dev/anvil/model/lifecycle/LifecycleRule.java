package dev.anvil.model.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One rule. What it says nothing about is null. */
public record LifecycleRule(
        String id,
        boolean enabled,
        LifecycleFilter filter,
        @Nullable Expiration expiration,
        @Nullable NoncurrentExpiration noncurrent,
        @Nullable Integer abortAfterDays) {

    /** When a current version goes. */
    public sealed interface Expiration {
        record AfterDays(int days) implements Expiration {}

        record On(Instant date) implements Expiration {}

        /** Delete markers that stand above nothing. */
        record OfLoneMarkers() implements Expiration {}
    }

    /**
     * When a version goes that is not the current one.
     *
     * @param kept so many of the newest stay, however old they are
     */
    public record NoncurrentExpiration(int days, int kept) {}
}
