/**
 * Drives reached by gRPC ({@code anvil.storage.v1}). One connection per drive, so that one slow disk holds up nobody else; on it one
 * long-lived stream takes the units of all shards that are being written, and every shard that is read has a stream of its own.
 *
 * <p>Always true: callbacks run on the connection's event loop and never block; bytes are copied once between heap and socket;
 * a unit whose checksum does not match is never handed on. Generated types stay in here.
 */
@NullMarked
package dev.anvil.blob.peer;

import org.jspecify.annotations.NullMarked;
