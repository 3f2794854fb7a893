package dev.anvil.blob;

/** One drive failed one shard. */
public final class ShardException extends RuntimeException {
    private final ShardFailure failure;

    public ShardException(ShardFailure failure, String message) {
        super(message);
        this.failure = failure;
    }

    public ShardException(ShardFailure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    public ShardFailure failure() {
        return failure;
    }
}
