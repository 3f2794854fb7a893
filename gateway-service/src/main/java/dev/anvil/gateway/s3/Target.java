package dev.anvil.gateway.s3;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.BucketName;
import dev.anvil.model.ObjectKey;

/** What a request's host and path name. */
public sealed interface Target {
    record Account() implements Target {}

    record OfBucket(BucketName bucket) implements Target {}

    record OfObject(BucketName bucket, ObjectKey key) implements Target {}

    static Target of(String bucket, String key) {
        if (bucket.isEmpty()) {
            return new Account();
        }
        if (!BucketName.isValid(bucket)) {
            throw refused(bucket);
        }
        BucketName name = new BucketName(bucket);
        if (key.isEmpty()) {
            return new OfBucket(name);
        }
        if (!ObjectKey.isWithinLimit(key)) {
            throw new S3Error(S3ErrorCode.KEY_TOO_LONG).with("MaxSizeAllowed", String.valueOf(ObjectKey.MAX_BYTES));
        }
        if (key.indexOf('\0') >= 0) {
            throw new S3Error(S3ErrorCode.INVALID_URI, "A key cannot hold the character U+0000.");
        }
        return new OfObject(name, new ObjectKey(key));
    }

    private static S3Error refused(String bucket) {
        S3Error error = BucketName.isReserved(bucket)
                ? new S3Error(
                        S3ErrorCode.INVALID_BUCKET_NAME,
                        "No bucket can be called '" + bucket + "': /" + bucket + " is the path of the readiness check.")
                : new S3Error(S3ErrorCode.INVALID_BUCKET_NAME);
        return error.with("BucketName", bucket);
    }

    default boolean canBe(Level level) {
        return switch (this) {
            case Account account -> level == Level.ACCOUNT;
            case OfBucket bucket -> level == Level.BUCKET || level == Level.NEW_BUCKET;
            case OfObject object -> level == Level.OBJECT;
        };
    }
}
