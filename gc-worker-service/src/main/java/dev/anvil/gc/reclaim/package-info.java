/** Deletes the shards of dead blobs. */
@NullMarked
package dev.anvil.gc.reclaim;

import org.jspecify.annotations.NullMarked;
