/**
 * A libp2p host: its key, where it listens, whom it is connected to. It keeps one connection per peer, dials again when
 * a wanted one is lost, and tells listeners who comes and goes.
 *
 * <p>Always: of two connections to one peer both sides keep the same one; a name is resolved anew at each dial; closing
 * a host tells every peer.
 */
@NullMarked
package dev.anvil.libp2p.host;

import org.jspecify.annotations.NullMarked;
