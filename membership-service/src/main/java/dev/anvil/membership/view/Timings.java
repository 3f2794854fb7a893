package dev.anvil.membership.view;

import java.time.Duration;

/**
 * How long silence is tolerated.
 *
 * @param suspectAfter silence that makes a node suspect
 * @param downAfter silence that makes it down
 * @param pruneAfter silence after which it is forgotten; comes back as a new member then
 * @param settleFor how long after our own start a view may lack members that have not found us yet
 * @param useEvery how often at most a change of nothing but used bytes makes a new view
 */
public record Timings(
        Duration suspectAfter, Duration downAfter, Duration pruneAfter, Duration settleFor, Duration useEvery) {
    public Timings {
        if (suspectAfter.isNegative() || suspectAfter.isZero()) {
            throw new IllegalArgumentException("suspect-after is longer than nothing, e.g. 3s");
        }
        if (suspectAfter.compareTo(downAfter) >= 0 || downAfter.compareTo(pruneAfter) >= 0) {
            throw new IllegalArgumentException("suspect-after (" + suspectAfter + ") is shorter than down-after ("
                    + downAfter + "), which is shorter than prune-after (" + pruneAfter + ")");
        }
        if (settleFor.isNegative() || useEvery.isNegative()) {
            throw new IllegalArgumentException("settle-for and use-every are not negative");
        }
    }
}
