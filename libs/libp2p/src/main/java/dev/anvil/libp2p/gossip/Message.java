package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.PeerId;

/**
 * A message whose signature holds.
 *
 * @param from who wrote and signed it
 * @param via who passed it on to us
 * @param sequence a number that the author uses once
 */
@SuppressWarnings("ArrayRecordComponent") // Messages are handed on, never compared.
public record Message(Topic topic, PeerId from, PeerId via, long sequence, byte[] data) {
    @Override
    public String toString() {
        return data.length + " bytes on " + topic + " from " + from + " via " + via;
    }
}
