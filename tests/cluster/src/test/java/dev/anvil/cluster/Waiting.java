package dev.anvil.cluster;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and tells how long it took. */
final class Waiting {
    /** Bounds are those of an idle machine; a busy one gets so many times as much. */
    private static final int PATIENCE = Integer.getInteger("anvil.patience", 3);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    static Duration until(String what, Duration bound, BooleanSupplier condition) {
        long begun = System.nanoTime();
        long end = begun + bound.multipliedBy(PATIENCE).toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + ": not within " + bound.multipliedBy(PATIENCE));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println(what + ": " + taken.toMillis() + " ms");
        return taken;
    }

    /** Who does not answer at the moment may do so in the next one. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
