/**
 * gossipsub v1.1 with signed messages. Every topic has a mesh of a few peers that pass messages on at once; to some of
 * the others we tell which messages we have, and they ask for what they miss.
 *
 * <p>{@link dev.anvil.libp2p.gossip.Gossip} is the way in: it owns the streams and the one thread. Behind it the router
 * is a state machine without I/O; clock and randomness are handed in, so that scenarios can be told as tests.
 *
 * <p>Always: a message is passed on only when its author's signature and the topic's validator agree; what peers may make
 * us keep or calculate has a named limit; a peer that takes nothing loses messages and harms nobody else; peers are never
 * learned from peers (no peer exchange).
 */
@NullMarked
package dev.anvil.libp2p.gossip;

import org.jspecify.annotations.NullMarked;
