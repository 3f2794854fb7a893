package dev.anvil.membership.view;

import dev.anvil.model.DriveId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees to it that no view shows a drive twice: one that moved belongs to whoever is well. */
final class Unshared {
    private Unshared() {}

    static List<Member> drives(List<Member> members) {
        Map<DriveId, Member> owners = new HashMap<>();
        int shown = 0;
        for (Member member : members) {
            for (Drive drive : member.announcement().drives()) {
                owners.merge(drive.id(), member, Member::better);
                shown++;
            }
        }
        if (owners.size() == shown) {
            return members;
        }
        return members.stream().map(member -> without(member, owners)).toList();
    }

    private static Member without(Member member, Map<DriveId, Member> owners) {
        Set<DriveId> lost = member.announcement().drives().stream()
                .map(Drive::id)
                .filter(drive -> owners.get(drive) != member)
                .collect(Collectors.toSet());
        return new Member(member.announcement().without(lost), member.state(), member.since());
    }
}
