package dev.anvil.blob;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes threads when their time is up, a little late. For waits that hardly ever take that long: JDK 25 wakes its timer thread
 * twice for every timed wait of a virtual thread, once to begin and once to end it, which was a tenth of all CPU
 * that small objects took. Here one thread looks at everybody who waits, some hundred times a second, and only while somebody does.
 */
final class Alarms {
    /** A thread that waits until a moment of {@code System.nanoTime()}. */
    record Alarm(Thread thread, long end) {
        boolean isDue(long now) {
            return now - end >= 0;
        }

        /** Each is itself, whatever it says. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private static final Duration LOOK_EVERY = Duration.ofMillis(4);
    private static final Alarms OF_PROCESS = new Alarms();

    private final Set<Alarm> set = ConcurrentHashMap.newKeySet();
    private final Thread watch = Thread.ofPlatform().daemon().name("alarms").unstarted(this::watch);
    private volatile boolean resting;

    private Alarms() {
        watch.start();
    }

    static Alarms ofProcess() {
        return OF_PROCESS;
    }

    void add(Alarm alarm) {
        set.add(alarm);
        if (resting) {
            LockSupport.unpark(watch);
        }
    }

    void remove(Alarm alarm) {
        set.remove(alarm);
    }

    private void watch() {
        while (true) {
            rest();
            LockSupport.parkNanos(this, LOOK_EVERY.toNanos());
            long now = System.nanoTime();
            for (Alarm alarm : set) {
                if (alarm.isDue(now)) {
                    LockSupport.unpark(alarm.thread());
                }
            }
        }
    }

    /** Whoever adds one after this has looked finds it resting. */
    private void rest() {
        resting = true;
        while (set.isEmpty()) {
            LockSupport.park(this);
        }
        resting = false;
    }
}
