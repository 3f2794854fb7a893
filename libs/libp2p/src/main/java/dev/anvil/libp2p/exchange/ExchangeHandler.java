package dev.anvil.libp2p.exchange;

import dev.anvil.libp2p.identity.PeerId;

/** Answers requests; it may wait, since each has a virtual thread of its own. Whatever it throws, the peer gets no reply. */
@FunctionalInterface
public interface ExchangeHandler {
    byte[] answer(PeerId peer, byte[] request);
}
