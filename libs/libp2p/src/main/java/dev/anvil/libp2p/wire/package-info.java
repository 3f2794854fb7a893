/**
 * The two shapes everything on a libp2p stream is made of: unsigned varints, and frames with a varint for a length. The
 * messages that protoc generates lie in {@code wire.pb} and are used inside this library only.
 *
 * <p>Always: a length is checked against a named limit before a byte of what it announces is kept.
 */
@NullMarked
package dev.anvil.libp2p.wire;

import org.jspecify.annotations.NullMarked;
