/**
 * Writes, reads and repairs one blob over many drives. A blob is cut into stripes of {@code k} units, every unit goes to its
 * own drive together with {@code m} units of parity, and any {@code k} of them give the stripe back; small blobs are whole
 * copies. The catalogue knows nothing of stripes, the drives know nothing of blobs: this package is where they meet.
 *
 * <p>Always true: memory is bounded by {@link dev.anvil.blob.BlobIoSettings}, whatever a blob's length; no byte reaches a
 * sink that was not covered by a verified checksum; every wait has a limit; a shard id is never used twice. The drives are
 * behind the port {@link dev.anvil.blob.Drives}; {@code dev.anvil.blob.peer} reaches them by gRPC.
 */
@NullMarked
package dev.anvil.blob;

import org.jspecify.annotations.NullMarked;
