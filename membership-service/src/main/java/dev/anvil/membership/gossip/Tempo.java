package dev.anvil.membership.gossip;

import java.time.Duration;

/**
 * The pace of gossip.
 *
 * @param gossipEvery between two bulletins of one member
 * @param suspectAfter silence that makes a member suspect
 * @param downAfter silence that makes it down
 * @param pruneAfter silence after which it is forgotten
 * @param tolerance how far the clocks of two members may be apart
 */
public record Tempo(
        Duration gossipEvery, Duration suspectAfter, Duration downAfter, Duration pruneAfter, Duration tolerance) {
    public Tempo {
        if (!gossipEvery.isPositive() || gossipEvery.multipliedBy(2).compareTo(suspectAfter) > 0) {
            throw new IllegalArgumentException("gossip-every (" + gossipEvery + ") is at most half of suspect-after ("
                    + suspectAfter + "), or one lost message is a suspicion");
        }
        if (suspectAfter.compareTo(downAfter) >= 0 || downAfter.compareTo(pruneAfter) >= 0) {
            throw new IllegalArgumentException("suspect-after (" + suspectAfter + ") is shorter than down-after ("
                    + downAfter + "), which is shorter than prune-after (" + pruneAfter + ")");
        }
        if (tolerance.compareTo(gossipEvery) < 0) {
            throw new IllegalArgumentException("clock-tolerance is not shorter than gossip-every");
        }
    }

    /** Between suspicion and the end of hope: the time in which the suspect may refute. */
    Duration grace() {
        return downAfter.minus(suspectAfter);
    }
}
