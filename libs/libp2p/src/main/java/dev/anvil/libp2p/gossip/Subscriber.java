package dev.anvil.libp2p.gossip;

/** Takes the messages of a topic, one after the other, on a thread of the subscription. */
@FunctionalInterface
public interface Subscriber {
    void received(Message message);
}
