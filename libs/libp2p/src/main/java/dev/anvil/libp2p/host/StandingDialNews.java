package dev.anvil.libp2p.host;

import dev.anvil.libp2p.identity.PeerId;
import java.util.Set;

/** Wakes the standing dials when a peer is lost, so that the right one redials at once. */
record StandingDialNews(Set<StandingDial> dials) implements PeerListener {
    @Override
    public void connected(PeerId peer) {
        // Who waits for a connection is the one who dials it.
    }

    @Override
    public void disconnected(PeerId peer, String why) {
        dials.forEach(StandingDial::nudge);
    }
}
