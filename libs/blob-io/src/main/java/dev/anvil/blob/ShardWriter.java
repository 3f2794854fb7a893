package dev.anvil.blob;

import java.util.concurrent.CompletableFuture;

/** One open shard on one drive. Used by one thread. */
public interface ShardWriter {
    /**
     * Sends the next unit; waits while the drive takes no more. The array may be reused when this returns.
     *
     * @throws ShardException when the drive has failed the shard, or takes nothing for too long
     */
    void append(byte[] array, int offset, int length);

    /** Sends the last unit and the seal together, so that a small shard is one message. See {@link #seal}. */
    CompletableFuture<Void> appendAndSeal(byte[] array, int offset, int length);

    /** Ends the shard. The future completes when it is durable, or with a {@link ShardException}. */
    CompletableFuture<Void> seal();

    /** Drops the shard, unless its seal was sent: then its future still tells what became of it. Never fails, does not wait. */
    void abort();
}
