package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.PeerId;

/** What becomes of streams to peers. */
interface LinkEvents {
    LinkEvents NONE = new LinkEvents() {
        @Override
        public void writable(PeerId peer) {
            // Nobody listens yet.
        }

        @Override
        public void unwritable(PeerId peer) {
            // Nobody listens yet.
        }
    };

    void writable(PeerId peer);

    void unwritable(PeerId peer);
}
