/** The simplest protocol there is: one request, one reply, each a frame of bounded size, on a stream of their own. */
@NullMarked
package dev.anvil.libp2p.exchange;

import org.jspecify.annotations.NullMarked;
