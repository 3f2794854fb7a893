package dev.anvil.checksum;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Whether a message's next stretch may wait for company. One thread digests the message, another may press. */
final class Pace {
    private volatile boolean hurried = true;
    private volatile @Nullable Thread owner;

    boolean isHurried() {
        return hurried;
    }

    void rest() {
        hurried = false;
    }

    void hurry() {
        hurried = true;
        LockSupport.unpark(owner);
    }

    /** This thread looks again when somebody presses. */
    void watchedBy(@Nullable Thread thread) {
        owner = thread;
    }
}
