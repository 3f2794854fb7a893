package dev.anvil.gc.lease;

import java.time.Duration;

/** How a task went. A failure is an exception; these are the ways of it going as it should. */
public sealed interface Outcome {
    /** Nothing is left to do. */
    record Done(String what) implements Outcome {}

    /** Not now, and that is nobody's fault: it does not count as an attempt. */
    record Postponed(Duration delay, String why) implements Outcome {
        public Postponed {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("cannot wait for " + delay);
            }
        }
    }
}
