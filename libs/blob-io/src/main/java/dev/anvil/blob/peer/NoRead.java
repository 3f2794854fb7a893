package dev.anvil.blob.peer;

import dev.anvil.blob.ShardRead;

/** A read that failed before it began. */
enum NoRead implements ShardRead {
    INSTANCE;

    @Override
    public void request(int units) {}

    @Override
    public void cancel() {}
}
