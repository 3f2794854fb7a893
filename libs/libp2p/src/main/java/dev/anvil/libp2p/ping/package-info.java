/** {@code /ipfs/ping/1.0.0}: 32 bytes there and back. It measures, and it keeps connections from going idle. */
@NullMarked
package dev.anvil.libp2p.ping;

import org.jspecify.annotations.NullMarked;
