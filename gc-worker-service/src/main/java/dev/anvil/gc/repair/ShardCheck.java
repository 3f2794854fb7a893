package dev.anvil.gc.repair;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.ShardFailure;
import java.util.Optional;

/** Looks whether a shard is whole. */
@FunctionalInterface
interface ShardCheck {
    /** What is wrong with the shard in the slot; empty when every unit of it can be read. */
    Optional<ShardFailure> check(BlobLayout blob, int slot) throws InterruptedException;
}
