package dev.anvil.membership.view;

import java.util.List;

/**
 * Everybody that one member knows, ordered by node id.
 *
 * @param version grows with every change
 * @param settling the member started a moment ago and may not have heard of everybody yet: who has an older view keeps it
 */
public record View(long version, List<Member> members, boolean settling) {
    public View {
        members = List.copyOf(members);
    }

    public long count(NodeState state) {
        return members.stream().filter(member -> member.state() == state).count();
    }
}
