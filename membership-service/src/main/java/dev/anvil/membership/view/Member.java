package dev.anvil.membership.view;

import java.time.Instant;

/** A node in a view: what it last said, how well it is, and since when. */
public record Member(Announcement announcement, NodeState state, Instant since) {
    /** The same but for how full its drives are. */
    public boolean differsOnlyInUse(Member other) {
        return state == other.state && since.equals(other.since) && announcement.differsOnlyInUse(other.announcement);
    }

    /** Of two that speak for one node or drive, the one that is well; of two that are, the one that came last. */
    Member better(Member other) {
        if (state == other.state) {
            return other.since.isAfter(since) ? other : this;
        }
        return state.isWorseThan(other.state) ? other : this;
    }
}
