package dev.anvil.metadata.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers who ask at the same time share a statement. Only a few are under way at once: who finds them all under way waits
 * for the next and shares it with everybody who waits by then. So the more callers there are, the less each of them costs, and
 * who is alone waits for nobody.
 *
 * <p>Where nothing has moved for a while, newcomers go alone instead of waiting behind statements that hang: what is wrong, the
 * pool of connections knows better.
 *
 * <p>One of those who share a statement executes it for all, on its own thread. It begins after each of them has asked, so
 * that everybody sees what was committed before. Where it fails, it fails for all of them.
 */
public final class Convoy<Q, A> {
    private static final Duration STALLED_AFTER = Duration.ofMillis(500);

    private enum Turn {
        LEADS,
        WAITS,
        GOES_ALONE
    }

    private final int abreast;
    private final int longest;
    private final LongSupplier nanoClock;
    private final Function<List<Q>, List<A>> statement;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Traveller<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;
    private long lastMove;

    /**
     * @param abreast how many statements may be under way at once
     * @param longest how many questions one of them may carry
     * @param statement answers each question, in their order
     */
    public Convoy(int abreast, int longest, Function<List<Q>, List<A>> statement) {
        this(abreast, longest, statement, System::nanoTime);
    }

    Convoy(int abreast, int longest, Function<List<Q>, List<A>> statement, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.abreast = abreast;
        this.longest = longest;
        this.statement = statement;
    }

    public A ask(Q question) {
        Traveller<Q, A> self = new Traveller<>(question);
        switch (turn(self)) {
            case LEADS -> lead(self);
            case WAITS -> {
                if (self.waitsToLead()) {
                    lead(self);
                }
            }
            case GOES_ALONE -> travel(List.of(self));
        }
        return self.answer();
    }

    /** How many have asked and are not under way yet. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private Turn turn(Traveller<Q, A> self) {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            if (underWay < abreast) {
                underWay++;
                lastMove = now;
                return Turn.LEADS;
            }
            if (now - lastMove > STALLED_AFTER.toNanos()) {
                return Turn.GOES_ALONE;
            }
            waiting.add(self);
            return Turn.WAITS;
        } finally {
            lock.unlock();
        }
    }

    private void lead(Traveller<Q, A> self) {
        try {
            travel(withWhoWaits(self));
        } finally {
            passOn();
        }
    }

    private void travel(List<Traveller<Q, A>> convoy) {
        List<A> answers = List.of();
        @Nullable RuntimeException failure = null;
        try {
            answers = statement.apply(convoy.stream().map(Traveller::question).toList());
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            // Also after an error that is nobody's to catch: they must not wait for ever.
            arrive(convoy, answers, failure);
        }
    }

    private static <Q, A> void arrive(
            List<Traveller<Q, A>> convoy, List<A> answers, @Nullable RuntimeException failure) {
        if (answers.size() == convoy.size()) {
            for (int at = 0; at < convoy.size(); at++) {
                convoy.get(at).arrive(answers.get(at));
            }
            return;
        }
        RuntimeException reason = failure == null
                ? new IllegalStateException(answers.size() + " answers to " + convoy.size() + " questions")
                : failure;
        convoy.forEach(traveller -> traveller.fail(reason));
    }

    private List<Traveller<Q, A>> withWhoWaits(Traveller<Q, A> self) {
        lock.lock();
        try {
            List<Traveller<Q, A>> convoy = new ArrayList<>(Math.min(longest, waiting.size() + 1));
            convoy.add(self);
            while (convoy.size() < longest && !waiting.isEmpty()) {
                convoy.add(waiting.remove());
            }
            return convoy;
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            lastMove = nanoClock.getAsLong();
            @Nullable Traveller<Q, A> next = waiting.poll();
            if (next == null) {
                underWay--;
            } else {
                next.lead();
            }
        } finally {
            lock.unlock();
        }
    }
}
