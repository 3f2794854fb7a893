package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;

/** A shard that is complete and durable, and the bytes of its units together. */
public record SealedShard(ShardId id, long length) {}
