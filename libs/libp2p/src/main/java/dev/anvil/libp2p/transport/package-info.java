/**
 * Authenticated QUIC connections: sockets, handshakes, streams. It reports connections that are up and that are gone;
 * which of them are wanted is for {@code host} to say.
 *
 * <p>Always: a remote address is proved by a retry token before anything is kept for it; connections, handshakes,
 * streams and windows have limits; everything of one connection happens on one event loop.
 */
@NullMarked
package dev.anvil.libp2p.transport;

import org.jspecify.annotations.NullMarked;
