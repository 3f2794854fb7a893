package dev.anvil.gateway.peer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls may be made again. Calls that succeed pay for it, so that one that fails now and then is helped, while a catalogue that
 * is away, or can do no more, is asked a tenth more often at most, and not several times as often as on a good day.
 */
final class RetryBudget {
    private static final int MOST_TENTHS = 1_000;
    private static final int OF_A_RETRY = 10;

    private final AtomicInteger tenths = new AtomicInteger(MOST_TENTHS);

    void succeeded() {
        // Read first: on a good day it is full, and nobody writes to what all threads share.
        if (tenths.get() < MOST_TENTHS) {
            tenths.updateAndGet(had -> Math.min(MOST_TENTHS, had + 1));
        }
    }

    /** True for who may try again; that is paid for with the answer. */
    boolean take() {
        return tenths.getAndUpdate(had -> had < OF_A_RETRY ? had : had - OF_A_RETRY) >= OF_A_RETRY;
    }
}
