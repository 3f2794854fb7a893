package dev.anvil.membership.view;

import dev.anvil.model.NodeId;
import java.time.Instant;

/** What an operator wants of a node, or of a whole host. The latest word counts, whoever it was said to. */
public record Intent(NodeId node, Wish wish, Instant at) {
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
