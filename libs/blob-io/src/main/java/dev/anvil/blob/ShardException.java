package dev.anvil.blob;

/** One drive failed one shard. */
public final class ShardException extends RuntimeException {
    private final ShardFailure failure;
    private final boolean tried;

    public ShardException(ShardFailure failure, String message) {
        this(failure, message, true);
    }

    private ShardException(ShardFailure failure, String message, boolean tried) {
        super(message);
        this.failure = failure;
        this.tried = tried;
    }

    /** Of a drive that was not asked, because it could not be reached a moment ago. */
    public static ShardException untried(String message) {
        return new ShardException(ShardFailure.UNREACHABLE, message, false);
    }

    public ShardException(ShardFailure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.tried = true;
    }

    public boolean wasTried() {
        return tried;
    }

    public ShardFailure failure() {
        return failure;
    }
}
