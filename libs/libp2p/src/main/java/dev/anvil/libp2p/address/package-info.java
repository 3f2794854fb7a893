/** Where a host is reached: multiaddrs, as far as QUIC needs them, as text and as bytes. */
@NullMarked
package dev.anvil.libp2p.address;

import org.jspecify.annotations.NullMarked;
