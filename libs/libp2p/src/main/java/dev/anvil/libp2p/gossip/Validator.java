package dev.anvil.libp2p.gossip;

/** Judges the messages of a topic before they are delivered or passed on. Runs on the router's thread: it must be quick. */
@FunctionalInterface
public interface Validator {
    Validator ANY = message -> Verdict.ACCEPT;

    Verdict judge(Message message);
}
