package dev.anvil.libp2p.host;

import dev.anvil.libp2p.identity.PeerId;

/** Hears of peers, in order and one at a time. It must not wait: others want to hear too. */
public interface PeerListener {
    /** The first connection to a peer is up. */
    void connected(PeerId peer);

    /** The last connection to a peer is gone. */
    void disconnected(PeerId peer, String why);
}
