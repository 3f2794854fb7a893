package dev.anvil.membership.view;

import dev.anvil.model.DriveId;
import java.util.List;
import java.util.Set;

/**
 * Everybody that one member knows, ordered by node id.
 *
 * @param version grows with every change
 * @param givenUp drives of decommissioned nodes, forgotten ones included
 * @param settling the member started a moment ago and may not have heard of everybody yet: who has an older view keeps it
 */
public record View(long version, List<Member> members, boolean settling, Set<DriveId> givenUp) {
    public View {
        givenUp = Set.copyOf(givenUp);
        members = List.copyOf(members);
    }

    public long count(NodeState state) {
        return members.stream().filter(member -> member.state() == state).count();
    }
}
