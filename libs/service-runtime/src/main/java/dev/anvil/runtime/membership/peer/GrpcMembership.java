package dev.anvil.runtime.membership.peer;

import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.membership.LinkTimings;
import dev.anvil.runtime.membership.MembershipLink;
import dev.anvil.runtime.membership.SelfDescription;
import dev.anvil.runtime.setting.HostPort;
import java.util.List;

/** Makes links that speak gRPC. */
public final class GrpcMembership {
    private GrpcMembership() {}

    /** A link that is not started yet. */
    public static MembershipLink link(ServiceChannels channels, List<HostPort> members, SelfDescription self) {
        return new MembershipLink(
                members, member -> new GrpcMemberStream(channels.open(member)), self, LinkTimings.DEFAULT);
    }
}
