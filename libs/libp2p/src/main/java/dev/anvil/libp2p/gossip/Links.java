package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.pb.Rpc;
import java.util.Collection;

/** The way out of the router. What cannot be sent now is dropped, never kept. */
interface Links {
    void send(Collection<PeerId> peers, Rpc rpc);

    /** The peer has done what an honest one would not, too often. */
    void shutOut(PeerId peer);
}
