package dev.anvil.metadata.database;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A caller in a {@link Convoy}, with what it asks and what it is answered. */
final class Traveller<Q, A> {
    private enum State {
        WAITS,
        LEADS,
        ARRIVED
    }

    private final Thread thread = Thread.currentThread();
    private final Q question;
    private @Nullable A answer;
    private @Nullable RuntimeException failure;
    private volatile State state = State.WAITS;

    Traveller(Q question) {
        this.question = question;
    }

    Q question() {
        return question;
    }

    /** Answers true where it has to lead, false where it has arrived. Takes no longer than two statements may. */
    boolean waitsToLead() {
        boolean interrupted = false;
        while (state == State.WAITS) {
            LockSupport.park(this);
            // Others count on it once it is told to lead, so it does not leave.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            thread.interrupt();
        }
        return state == State.LEADS;
    }

    void lead() {
        state = State.LEADS;
        LockSupport.unpark(thread);
    }

    void arrive(A found) {
        answer = found;
        end();
    }

    void fail(RuntimeException reason) {
        failure = reason;
        end();
    }

    private void end() {
        state = State.ARRIVED;
        LockSupport.unpark(thread);
    }

    A answer() {
        if (answer == null) {
            throw failure == null ? new IllegalStateException("it has not arrived") : failure;
        }
        return answer;
    }
}
