package dev.anvil.gateway.pace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.anvil.model.AppId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets each app ask so many times a second, and after a pause as often at once as it may in two seconds. An app is remembered as the
 * moment up to which it has used what it may: that it is one number makes counting cheap and free of locks.
 */
public final class AppPace {
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Of the apps that asked longest ago nothing is remembered, which is what they would be owed anyway. */
    private static final int MAX_APPS = 100_000;

    private final long nanosEach;
    private final LongSupplier nanos;
    private final Cache<AppId, AtomicLong> usedUpTo =
            Caffeine.newBuilder().maximumSize(MAX_APPS).build();

    /** @param perSecond 0 for as fast as it likes */
    public AppPace(int perSecond, LongSupplier nanos) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("a rate of " + perSecond + " a second");
        }
        this.nanosEach = perSecond == 0 ? 0 : Math.max(1, TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.nanos = nanos;
    }

    public static AppPace unlimited() {
        return new AppPace(0, System::nanoTime);
    }

    /** Whether the app may ask now; counted if so. */
    public boolean admits(AppId app) {
        if (nanosEach == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        AtomicLong used = usedUpTo.get(app, fresh -> new AtomicLong(now - BURST_NANOS));
        while (true) {
            long before = used.get();
            long after = Math.max(before - now, -BURST_NANOS) + nanosEach;
            if (after > 0) {
                return false;
            }
            if (used.compareAndSet(before, now + after)) {
                return true;
            }
        }
    }
}
