package dev.anvil.membership.peer;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.model.NodeId;
import java.util.UUID;

/** The node id of this member, the same for as long as its key is kept. */
public record MemberName(NodeId node) {
    static MemberName of(PeerId peer) {
        return new MemberName(new NodeId(UUID.nameUUIDFromBytes(peer.bytes())));
    }
}
