package dev.anvil.membership.gossip;

/** What a member says of itself: {@code JOINING → UP → LEAVING}. */
public enum Standing {
    /** It has not met those yet that it was told to join. */
    JOINING,
    UP,
    /** It says goodbye. */
    LEAVING
}
