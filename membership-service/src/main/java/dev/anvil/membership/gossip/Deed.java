package dev.anvil.membership.gossip;

import java.util.List;

/** What the state machine wants done. */
public sealed interface Deed {
    /** Publish the next bulletin. */
    record Speak() implements Deed {}

    /** Ask a member directly whether it is there. */
    record Ping(PeerName peer) implements Deed {}

    /** Ask others to ask it: the way from us to it may be all that is broken. */
    record PingThrough(PeerName peer, List<PeerName> helpers) implements Deed {
        public PingThrough {
            helpers = List.copyOf(helpers);
        }
    }
}
