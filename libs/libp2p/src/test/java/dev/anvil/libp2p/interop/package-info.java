/** Tests with other implementations of libp2p, which need more than a JDK. */
@NullMarked
package dev.anvil.libp2p.interop;

import org.jspecify.annotations.NullMarked;
