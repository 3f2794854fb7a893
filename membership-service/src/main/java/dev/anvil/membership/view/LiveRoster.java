package dev.anvil.membership.view;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The {@link Roster} for many threads: one lock around it, and a way to wait for the next view. Watchers wait for "newer than
 * what I have", so a slow one skips views and never holds anybody up.
 */
public final class LiveRoster {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition newer = lock.newCondition();
    private final InstantSource clock;
    private final Roster roster;
    private long nextSession = 1;
    private volatile View current;

    public LiveRoster(Timings timings, List<Announcement> fixed, InstantSource clock) {
        this.clock = clock;
        this.roster = new Roster(timings, fixed, clock.instant());
        this.current = roster.view();
    }

    public View view() {
        return current;
    }

    /** Lets time do its work: silent members become suspect, down, forgotten. */
    public void tick() {
        change(() -> roster.tick(clock.instant()));
    }

    /** What is registered with other members, and whether we have yet to meet those that we were told to join. */
    public void others(List<Member> others, boolean joining) {
        change(() -> roster.others(others, joining, clock.instant()));
    }

    /** What is registered with this member. */
    public List<Member> ours() {
        lock.lock();
        try {
            return roster.ours();
        } finally {
            lock.unlock();
        }
    }

    /** Takes what an operator wants, said here or to another member. */
    public void intend(Intent intent) {
        change(() -> roster.intend(intent, clock.instant()));
    }

    public List<Intent> intents() {
        lock.lock();
        try {
            return roster.intents();
        } finally {
            lock.unlock();
        }
    }

    public Registration register() {
        lock.lock();
        try {
            return new Seat(new SessionId(nextSession++));
        } finally {
            lock.unlock();
        }
    }

    /** The first view newer than {@code version}, or the current one when there is none within the wait. */
    public View awaitNewer(long version, Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (current.version() <= version && left > 0) {
                left = newer.awaitNanos(left);
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            if (roster.version() != current.version()) {
                current = roster.view();
                newer.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class Seat implements Registration {
        private final SessionId session;

        Seat(SessionId session) {
            this.session = session;
        }

        @Override
        public void announce(Announcement announcement) {
            change(() -> roster.announce(session, announcement, clock.instant()));
        }

        @Override
        public void leave() {
            change(() -> roster.leave(session, clock.instant()));
        }

        @Override
        public void lose() {
            change(() -> roster.lose(session, clock.instant()));
        }
    }
}
