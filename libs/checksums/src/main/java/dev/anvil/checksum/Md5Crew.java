package dev.anvil.checksum;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Digests the stretches of many messages at once, in the lanes of a vector.
 *
 * <p>One of the threads that have a stretch leads: it does a slice of every stretch that is there, takes in what comes meanwhile
 * between two slices, and when its own is done another one leads. So nobody waits for company, a message that is alone
 * goes at its usual speed, and the more there are, the less each costs. The lanes are a bound by themselves: what
 * finds no lane waits for one.
 *
 * <p>No wake-up is lost: a thread queues its stretch, then tries to lead; a leader gives up the lead, then looks for who
 * is queued.
 */
final class Md5Crew {
    static final Md5Crew OF_THIS_PROCESS = new Md5Crew();

    private static final int LANES = 16;
    /** The lanes take as long for one message as for all; fewer than these are quicker one after another. */
    private static final int LANES_FROM = 4;

    private static final int WORDS = 4;
    private static final byte[] NONE = new byte[0];
    /** 16 KiB of each message: short enough for new ones to come aboard soon, long enough for the call not to matter. */
    private static final int SLICE_BLOCKS = 256;

    private final Queue<Stretch> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();

    /** Only the leader looks at these. */
    private final List<Stretch> aboard = new ArrayList<>(LANES);

    private final int[] states = new int[WORDS * LANES];
    private final byte[][] messages = new byte[LANES][0];
    private final int[] offsets = new int[LANES];

    private static final class Stretch {
        private final int[] state;
        private final byte[] bytes;
        private final Thread owner = Thread.currentThread();
        private int offset;
        private int blocks;
        private volatile boolean done;

        Stretch(int[] state, byte[] bytes, int offset, int blocks) {
            this.state = state;
            this.bytes = bytes;
            this.offset = offset;
            this.blocks = blocks;
        }
    }

    /** Brings the state over so many blocks; comes back when that is done. */
    void absorb(int[] state, byte[] bytes, int offset, int blocks) {
        Stretch own = new Stretch(state, bytes, offset, blocks);
        waiting.add(own);
        boolean interrupted = false;
        while (!own.done) {
            if (led.compareAndSet(false, true)) {
                lead(own);
            } else {
                LockSupport.park(this);
                // The array is in use by somebody else: who is interrupted learns of it when it is not any more.
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lead(Stretch own) {
        @Nullable Stretch heir;
        try {
            while (!own.done) {
                gather();
                slice();
            }
        } finally {
            heir = aboard.isEmpty() ? null : aboard.getFirst();
            led.set(false);
        }
        if (heir == null) {
            heir = waiting.peek();
        }
        if (heir != null) {
            LockSupport.unpark(heir.owner);
        }
    }

    /**
     * Not a wait: who is ready to run goes first, and may have a stretch. On few cores nobody else gets to run while one computes,
     * so that without this hardly anybody would ever have company.
     */
    private void gather() {
        comeAboard();
        if (aboard.size() < LANES_FROM) {
            Thread.yield();
            comeAboard();
        }
    }

    private void comeAboard() {
        while (aboard.size() < LANES) {
            Stretch next = waiting.poll();
            if (next == null) {
                return;
            }
            aboard.add(next);
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
