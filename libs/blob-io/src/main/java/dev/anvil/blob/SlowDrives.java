package dev.anvil.blob;

import dev.anvil.model.DriveId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drives that were too slow for a read are not asked first for a while, so that only one read in that time pays for finding
 * out whether they still are. The time doubles with every new disappointment and ends with the first unit in time.
 */
final class SlowDrives {
    private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(60).toNanos();

    /** @param probed a read is finding out at the moment whether it still holds */
    private record Penalty(long nanos, long until, boolean probed) {}

    private final Map<DriveId, Penalty> penalties = new ConcurrentHashMap<>();

    void slow(DriveId drive) {
        long now = System.nanoTime();
        penalties.compute(drive, (id, old) -> {
            if (old != null && !old.probed() && now - old.until() < 0) {
                // Of many reads at once each is disappointed, by one and the same hiccup.
                return old;
            }
            long nanos = old == null ? FIRST_NANOS : Math.min(LONGEST_NANOS, old.nanos() * 2);
            return new Penalty(nanos, now + nanos, false);
        });
    }

    void inTime(DriveId drive) {
        if (!penalties.isEmpty()) {
            penalties.remove(drive);
        }
    }

    /** True for drives without a penalty, and once for one whose time is over: that read finds out. */
    boolean mayBeAskedFirst(DriveId drive) {
        Penalty penalty = penalties.get(drive);
        if (penalty == null) {
            return true;
        }
        long now = System.nanoTime();
        return now - penalty.until() >= 0
                && penalties.replace(drive, penalty, new Penalty(penalty.nanos(), now + FIRST_NANOS, true));
    }
}
