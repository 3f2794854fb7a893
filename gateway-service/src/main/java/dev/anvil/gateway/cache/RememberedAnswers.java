package dev.anvil.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what a source answered. An answer is in one of three ages: fresh, it is used; old, the first who needs it asks again
 * while the others still use it; and doubted, because changes may have been missed, everybody asks again. Only an answer that
 * could not be asked for again is used beyond that. That nothing was found is not remembered.
 */
final class RememberedAnswers<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedAnswers.class);
    /** While the source is away we ask it this often, not at every request. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Function<K, Optional<V>> source;
    private final Ticker ticker;
    private final long freshNanos;
    private final Cache<K, Answer<V>> answers;
    private final AtomicLong doubts = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();

    RememberedAnswers(CacheSettings settings, Ticker ticker, Function<K, Optional<V>> source) {
        this.source = source;
        this.ticker = ticker;
        this.freshNanos = settings.fresh().toNanos();
        this.answers = Caffeine.newBuilder()
                .maximumSize(settings.entries())
                .expireAfterWrite(settings.outage())
                .ticker(ticker)
                .build();
    }

    Optional<V> find(K key) {
        Answer<V> known = answers.getIfPresent(key);
        if (known == null) {
            return findAnew(key);
        }
        boolean doubted = known.doubts < doubts.get();
        boolean ask = doubted ? known.mayRetry(ticker.read()) : known.claimRefresh(ticker.read());
        return ask ? refresh(key, known) : Optional.of(known.value);
    }

    Optional<V> findAnew(K key) {
        long doubtsBefore = doubts.get();
        long forgottenBefore = forgotten.get();
        Optional<V> found = ask(key);
        if (found.isEmpty()) {
            answers.invalidate(key);
        } else if (forgotten.get() == forgottenBefore) {
            answers.put(key, new Answer<>(found.get(), doubtsBefore, ticker.read() + freshNanos));
        }
        // Else something changed while we asked, perhaps this: the answer is good once, and not to be remembered.
        return found;
    }

    private Optional<V> ask(K key) {
        try {
            return source.apply(key);
        } catch (ServiceFailure e) {
            throw e.kind() == ServiceFailure.Kind.UNAVAILABLE
                    ? new ServiceFailure(e.kind(), "CATALOGUE_AWAY", String.valueOf(e.getMessage()), e)
                    : e;
        }
    }

    void forget(K key) {
        forgotten.incrementAndGet();
        answers.invalidate(key);
    }

    /** Everything may be wrong now. It is kept all the same, for the case that nobody can tell us better. */
    void doubtAll() {
        doubts.incrementAndGet();
    }

    private Optional<V> refresh(K key, Answer<V> known) {
        try {
            return findAnew(key);
        } catch (ServiceFailure e) {
            if (e.kind() != ServiceFailure.Kind.UNAVAILABLE) {
                throw e;
            }
            LOG.debug("Using an old answer, because there is no new one: {}", e.getMessage());
            known.retryAfter(ticker.read() + RETRY.toNanos());
            return Optional.of(known.value);
        }
    }

    private static final class Answer<V> {
        private final V value;
        private final long doubts;
        private final AtomicLong refreshAtNanos;
        /** 0 while asking again has not failed. */
        private volatile long retryAfterNanos;

        Answer(V value, long doubts, long refreshAtNanos) {
            this.value = value;
            this.doubts = doubts;
            this.refreshAtNanos = new AtomicLong(refreshAtNanos);
        }

        /** True for one caller each time that the answer has become old. */
        boolean claimRefresh(long now) {
            long due = refreshAtNanos.get();
            return now - due >= 0 && refreshAtNanos.compareAndSet(due, now + RETRY.toNanos());
        }

        boolean mayRetry(long now) {
            return retryAfterNanos == 0 || now - retryAfterNanos >= 0;
        }

        void retryAfter(long nanos) {
            retryAfterNanos = nanos;
        }
    }
}
