/**
 * {@code /ipfs/id/1.0.0}: what a host says about itself, and how it sees the one who asks. Everything in it is a claim;
 * only the peer id is proved, and that by the connection.
 */
@NullMarked
package dev.anvil.libp2p.identify;

import org.jspecify.annotations.NullMarked;
