package dev.anvil.checksum;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Digests the stretches of many messages at once, in the lanes of a vector.
 *
 * <p>A stretch rests until its message is pressed, or until there are enough for all lanes. Then one of the threads whose
 * stretch is due leads: it does a slice of every stretch that is there, due or not, takes in what comes meanwhile between two
 * slices, and when its own is done another one leads, if one is due. So a message that is alone goes at its usual speed, and
 * the more there are, the less each costs. The lanes are a bound by themselves: what finds no lane waits for one.
 *
 * <p>No wake-up is lost: a thread shows its stretch, or a message is pressed, and then tries to lead; a leader gives up the
 * lead, then looks for who is due.
 */
final class Md5Crew {
    static final Md5Crew OF_THIS_PROCESS = new Md5Crew();

    private static final int LANES = 16;
    /** The lanes take twice as long as one message does alone, however many of them are used. */
    private static final int LANES_FROM = 3;

    private static final int WORDS = 4;
    private static final byte[] NONE = new byte[0];
    /** 16 KiB of each message: short enough for new ones to come aboard soon, long enough for the call not to matter. */
    private static final int SLICE_BLOCKS = 256;

    private final Queue<Stretch> present = new ConcurrentLinkedQueue<>();
    private final AtomicInteger presentCount = new AtomicInteger();
    private final AtomicBoolean led = new AtomicBoolean();

    /** Only the leader looks at these. */
    private final List<Stretch> aboard = new ArrayList<>(LANES);

    private final int[] states = new int[WORDS * LANES];
    private final byte[][] messages = new byte[LANES][0];
    private final int[] offsets = new int[LANES];

    private static final class Stretch {
        private final Pace pace;
        private final int[] state;
        private final byte[] bytes;
        private final Thread owner = Thread.currentThread();
        private int offset;
        private int blocks;
        private boolean isAboard;
        private volatile boolean done;

        Stretch(Pace pace, int[] state, byte[] bytes, int offset, int blocks) {
            this.pace = pace;
            this.state = state;
            this.bytes = bytes;
            this.offset = offset;
            this.blocks = blocks;
        }
    }

    /** Brings the state over so many blocks; comes back when that is done. */
    void absorb(Pace pace, int[] state, byte[] bytes, int offset, int blocks) {
        Stretch own = new Stretch(pace, state, bytes, offset, blocks);
        pace.watchedBy(own.owner);
        present.add(own);
        presentCount.incrementAndGet();
        boolean interrupted = false;
        while (!own.done) {
            if (isDue(own) && led.compareAndSet(false, true)) {
                lead(own);
            } else {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    // The array may be in use by a leader, so it is not left before it is done; but nothing is waited
                    // for.
                    interrupted = true;
                    pace.hurry();
                }
            }
        }
        pace.watchedBy(null);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue(Stretch stretch) {
        return stretch.pace.isHurried() || presentCount.get() >= LANES;
    }

    private void lead(Stretch own) {
        try {
            gather(LANES);
            while (!own.done) {
                slice();
                gather(LANES_FROM);
            }
        } finally {
            led.set(false);
        }
        for (Stretch candidate : present) {
            if (isDue(candidate)) {
                LockSupport.unpark(candidate.owner);
                return;
            }
        }
    }

    /**
     * Not a wait: who is ready to run goes first, and may have a stretch. On few cores nobody else gets to run while one
     * computes.
     */
    private void gather(int wanted) {
        comeAboard();
        if (aboard.size() < wanted) {
            Thread.yield();
            comeAboard();
        }
    }

    private void comeAboard() {
        Iterator<Stretch> candidates = present.iterator();
        while (aboard.size() < LANES && candidates.hasNext()) {
            Stretch next = candidates.next();
            if (!next.isAboard) {
                next.isAboard = true;
                aboard.add(next);
            }
        }
    }

    private void slice() {
        int blocks = SLICE_BLOCKS;
        for (Stretch stretch : aboard) {
            blocks = Math.min(blocks, stretch.blocks);
        }
        if (aboard.size() < LANES_FROM) {
            for (Stretch stretch : aboard) {
                NativeChecksums.md5(stretch.state, stretch.bytes, stretch.offset, blocks);
            }
        } else {
            inLanes(blocks);
        }
        for (Iterator<Stretch> each = aboard.iterator(); each.hasNext(); ) {
            Stretch stretch = each.next();
            stretch.offset += blocks * CrewedMd5.BLOCK_BYTES;
            stretch.blocks -= blocks;
            if (stretch.blocks == 0) {
                each.remove();
                present.remove(stretch);
                presentCount.decrementAndGet();
                stretch.done = true;
                LockSupport.unpark(stretch.owner);
            }
        }
    }

    private void inLanes(int blocks) {
        int count = aboard.size();
        for (int lane = 0; lane < count; lane++) {
            Stretch stretch = aboard.get(lane);
            messages[lane] = stretch.bytes;
            offsets[lane] = stretch.offset;
            for (int word = 0; word < WORDS; word++) {
                states[word * LANES + lane] = stretch.state[word];
            }
        }
        NativeChecksums.md5Lanes(states, messages, offsets, count, blocks);
        for (int lane = 0; lane < count; lane++) {
            int[] state = aboard.get(lane).state;
            messages[lane] = NONE;
            for (int word = 0; word < WORDS; word++) {
                state[word] = states[word * LANES + lane];
            }
        }
    }
}
