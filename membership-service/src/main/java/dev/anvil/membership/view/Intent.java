package dev.anvil.membership.view;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import java.time.Instant;
import java.util.Set;

/**
 * What an operator wants of a node, or of a whole host. The latest word counts, whoever it was said to.
 *
 * @param drives those that are given up with the node; they stay so when it is forgotten
 */
public record Intent(NodeId node, Wish wish, Instant at, Set<DriveId> drives) {
    public Intent {
        drives = Set.copyOf(drives);
        if (wish != Wish.DECOMMISSION && !drives.isEmpty()) {
            throw new IllegalArgumentException("only who gives up a node gives up its drives");
        }
        if (drives.size() > Announcement.MAX_DRIVES) {
            throw new IllegalArgumentException("a node has at most " + Announcement.MAX_DRIVES + " drives");
        }
    }

    public Intent(NodeId node, Wish wish, Instant at) {
        this(node, wish, at, Set.of());
    }

    /** What may be wanted. */
    public enum Wish {
        /** What every node does unless told otherwise. */
        SERVE,
        /** Be read from, and take nothing new. */
        DRAIN,
        /** Be gone for good: what was on its drives is lost. */
        DECOMMISSION
    }

    boolean concerns(Announcement announcement) {
        return announcement.node().equals(node) || announcement.host().equals(node.toString());
    }

    Member on(Member member) {
        NodeState state = switch (wish) {
            case SERVE -> member.state();
            case DRAIN -> NodeState.DRAINING;
            case DECOMMISSION -> NodeState.DECOMMISSIONED;
        };
        // Who is drained and down is down.
        return state.isWorseThan(member.state()) ? new Member(member.announcement(), state, at) : member;
    }
}
