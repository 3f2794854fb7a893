package dev.anvil.metadata.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What clients did to one key and were told, and whether there is an order in which all of it makes sense: each step takes effect at one
 * moment between its call and its answer, and one whose answer never came at some moment after its call, or never (Wing and Gong).
 */
final class KeyHistory {
    private static final AtomicLong CLOCK = new AtomicLong();
    private static final long NEVER = Long.MAX_VALUE;
    private static final int MAX_STATES = 2_000_000;

    /**
     * @param expected what must be there, or must not where {@code refused}; null: no matter
     * @param value what is there afterwards; null: what was there before. An empty text is nothing there
     */
    record Step(
            @Nullable String expected,
            boolean refused,
            @Nullable String value,
            boolean certain) {
        static Step read(String value) {
            return new Step(value, false, null, true);
        }

        static Step write(@Nullable String expected, String value) {
            return new Step(expected, false, value, true);
        }

        static Step maybeWrite(@Nullable String expected, String value) {
            return new Step(expected, false, value, false);
        }

        static Step refusedWrite(String expected) {
            return new Step(expected, true, null, true);
        }

        /** Null where it cannot be at this moment. */
        @Nullable
        String after(String state) {
            if (expected != null && expected.equals(state) == refused) {
                return null;
            }
            return value == null ? state : value;
        }
    }

    private record Done(Step step, long began, long ended) {}

    private final List<Done> steps = new ArrayList<>();

    /** A step whose answer has not come. */
    final class Open {
        private final long began = CLOCK.incrementAndGet();

        void end(Step step) {
            add(new Done(step, began, CLOCK.incrementAndGet()));
        }

        /** The answer will never come. */
        void unknown(Step step) {
            add(new Done(step, began, NEVER));
        }
    }

    Open begin() {
        return new Open();
    }

    private synchronized void add(Done done) {
        steps.add(done);
    }

    synchronized int size() {
        return steps.size();
    }

    /** How many were never answered. */
    synchronized int unknown() {
        return (int) steps.stream().filter(done -> !done.step().certain()).count();
    }

    private record State(BitSet done, String value) {}

    synchronized void requireAnOrder(String name) {
        BitSet certain = new BitSet();
        for (int i = 0; i < steps.size(); i++) {
            certain.set(i, steps.get(i).step().certain());
        }
        if (!search(new State(new BitSet(), ""), certain, new HashSet<>())) {
            StringBuilder told =
                    new StringBuilder("what was told of " + name + " has no order in which it makes sense:");
            steps.forEach(done -> told.append("\n  ").append(done));
            throw new AssertionError(told);
        }
    }

    private boolean search(State state, BitSet certain, Set<State> dead) {
        BitSet open = (BitSet) certain.clone();
        open.andNot(state.done());
        if (open.isEmpty()) {
            return true;
        }
        if (dead.size() > MAX_STATES) {
            throw new AssertionError("no order was found among the first " + MAX_STATES + " states; it may exist");
        }
        // Nothing can come before what had ended when it began.
        long firstEnd = open.stream().mapToLong(i -> steps.get(i).ended()).min().orElse(NEVER);
        for (boolean sure : new boolean[] {true, false}) {
            for (int i = 0; i < steps.size(); i++) {
                Done next = steps.get(i);
                if (state.done().get(i) || next.step().certain() != sure || next.began() > firstEnd) {
                    continue;
                }
                String value = next.step().after(state.value());
                if (value == null) {
                    continue;
                }
                BitSet done = (BitSet) state.done().clone();
                done.set(i);
                State after = new State(done, value);
                if (!dead.contains(after) && search(after, certain, dead)) {
                    return true;
                }
            }
        }
        dead.add(state);
        return false;
    }
}
