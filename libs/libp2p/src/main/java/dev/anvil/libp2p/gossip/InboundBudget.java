package dev.anvil.libp2p.gossip;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of frames that are read and not yet handled, over all peers. */
final class InboundBudget {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    InboundBudget(long most) {
        this.most = most;
    }

    void take(int bytes) {
        used.addAndGet(bytes);
    }

    void giveBack(int bytes) {
        used.addAndGet(-bytes);
    }

    boolean isSpent() {
        return used.get() > most;
    }

    long used() {
        return used.get();
    }
}
