/**
 * Does what may happen later: deletes the shards of dead blobs, rebuilds lost ones, sweeps what nobody refers to. Keeps no
 * state: tasks come from the queue, and truth from the catalogue, which every handler asks again before it touches a shard.
 * Any number of workers may run.
 */
@NullMarked
package dev.anvil.gc;

import org.jspecify.annotations.NullMarked;
