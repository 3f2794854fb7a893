/**
 * multistream-select 1.0: how the two ends of a fresh stream agree on what it is for. It is the first handler of every
 * stream, and gone once they have agreed.
 */
@NullMarked
package dev.anvil.libp2p.multistream;

import org.jspecify.annotations.NullMarked;
