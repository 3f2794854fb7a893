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

    /** A link that is not started yet, of a service that stands alone. */
    public static MembershipLink link(ServiceChannels channels, List<HostPort> members, SelfDescription self) {
        return link(channels, members, "", self);
    }

    /** @param hostId of the process that the service is a part of */
    static MembershipLink link(ServiceChannels channels, List<HostPort> members, String hostId, SelfDescription self) {
        return new MembershipLink(
                members, member -> new GrpcMemberStream(channels.open(member), hostId), self, LinkTimings.DEFAULT);
    }
}
