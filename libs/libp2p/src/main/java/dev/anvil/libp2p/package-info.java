/**
 * libp2p over QUIC, as far as a cluster needs it: hosts with a persistent identity that find, dial and authenticate each
 * other and gossip. It knows nothing of what they gossip about.
 *
 * <p>The packages build on each other in this order: {@code wire}, {@code identity}, {@code address}, {@code tls},
 * {@code multistream}, {@code transport}, then {@code ping}, {@code identify}, {@code host}, and on top of a host
 * {@code gossip}, {@code exchange} and {@code discovery}.
 */
@NullMarked
package dev.anvil.libp2p;

import org.jspecify.annotations.NullMarked;
