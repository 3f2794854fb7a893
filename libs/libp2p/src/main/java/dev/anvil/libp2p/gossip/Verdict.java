package dev.anvil.libp2p.gossip;

/** What becomes of a message with a good signature. */
public enum Verdict {
    /** It is delivered and passed on. */
    ACCEPT,
    /** It is dropped, and nobody is to blame: it is old, or too new. */
    IGNORE,
    /** It is dropped, and whoever passed it on should have dropped it as well. */
    REJECT
}
