package dev.anvil.gateway.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.shared.SharedAnswers.Kind;
import java.time.Duration;

/**
 * What was changed so lately that an answer from before may still be shared. After as long as an answer lives there, none can be.
 */
final class RecentChanges {
    /** Beyond that everything counts as changed. */
    private static final int MOST = 10_000;

    private record Changed(Kind kind, String key) {}

    private final Ticker ticker;
    private final long nanos;
    private final Cache<Changed, Boolean> changed;
    private volatile long allUntil;

    RecentChanges(Duration lifeOfAnswers, Ticker ticker) {
        this.ticker = ticker;
        this.nanos = lifeOfAnswers.toNanos();
        this.allUntil = ticker.read();
        this.changed = Caffeine.newBuilder()
                .expireAfterWrite(lifeOfAnswers)
                .ticker(ticker)
                .build();
    }

    void add(Kind kind, String key) {
        changed.put(new Changed(kind, key), true);
        if (changed.estimatedSize() > MOST) {
            addAll();
            changed.invalidateAll();
        }
    }

    void addAll() {
        allUntil = ticker.read() + nanos;
    }

    boolean contain(Kind kind, String key) {
        return ticker.read() - allUntil < 0 || changed.getIfPresent(new Changed(kind, key)) != null;
    }
}
