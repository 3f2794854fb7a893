package dev.anvil.membership.gossip;

/**
 * What one member believes of another: that it is suspect, or down.
 *
 * @param incarnation who is at a higher one by now has refuted it
 */
public record Rumour(PeerName peer, long incarnation, boolean down) {}
