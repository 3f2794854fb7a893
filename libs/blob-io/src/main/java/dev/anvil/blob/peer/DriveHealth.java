package dev.anvil.blob.peer;

import dev.anvil.blob.ShardException;
import dev.anvil.model.DriveId;
import dev.anvil.runtime.setting.HostPort;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The breaker of one drive's address. It counts whether the drive could be reached, not what it answered. While it is open
 * nobody waits for a connection; every other second one caller tries again.
 */
final class DriveHealth {
    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(8)
            .minimumNumberOfCalls(2)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(1)
            .maxWaitDurationInHalfOpenState(Duration.ofSeconds(10))
            // Otherwise a drive that is asked last would stay shut for want of a caller.
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .build();

    /** A drive that has failed says so by every shard; until membership says it, too, nobody begins with it. */
    private static final long REFUSAL_NANOS = Duration.ofSeconds(3).toNanos();

    private final DriveId drive;
    private final CircuitBreaker breaker;
    private volatile long refusedAt = System.nanoTime() - REFUSAL_NANOS;

    DriveHealth(DriveId drive, HostPort address) {
        this.drive = drive;
        this.breaker = CircuitBreaker.of("drive-" + drive + "@" + address, CONFIG);
    }

    boolean isPromising() {
        return breaker.getState() != CircuitBreaker.State.OPEN && System.nanoTime() - refusedAt >= REFUSAL_NANOS;
    }

    /** Before a connection is waited for; followed by {@link #reached} or {@link #failed}. */
    void requirePermission() {
        if (!breaker.tryAcquirePermission()) {
            throw ShardException.untried(
                    "drive " + drive + " could not be reached repeatedly and is left alone for a moment");
        }
    }

    void forgive() {
        breaker.transitionToClosedState();
    }

    /** It answered, and the answer was that it takes nothing any more. */
    void refused() {
        refusedAt = System.nanoTime();
    }

    void reached() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void failed(ShardException failure) {
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
    }
}
