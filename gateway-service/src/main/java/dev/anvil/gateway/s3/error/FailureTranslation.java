package dev.anvil.gateway.s3.error;

import dev.anvil.runtime.failure.ServiceFailure;

/** What a refusal by another service means to a client of S3. */
public final class FailureTranslation {
    private FailureTranslation() {}

    public static S3Error translate(ServiceFailure failure) {
        S3ErrorCode code = codeOf(failure.reason(), failure.kind());
        return switch (code) {
            case INVALID_ARGUMENT, INVALID_REQUEST, QUOTA_EXCEEDED -> new S3Error(code, failure.sentence(), failure);
            case SERVICE_UNAVAILABLE -> new S3Error(code, unavailable(failure.reason()), failure);
            // Only these words are meant for strangers; the others tell of our inside.
            default -> new S3Error(code, code.message(), failure);
        };
    }

    private static String unavailable(String reason) {
        return switch (reason) {
            case "TOO_FEW_SHARDS" ->
                "Too few of the drives that hold this object can be read at the moment. Please try again later.";
            case "TOO_FEW_DRIVES", "NO_DRIVES" ->
                "Too few drives can take the object at the moment. Please try again later.";
            case "CATALOGUE_AWAY" ->
                "The catalogue of keys and buckets cannot be asked at the moment. Please try again later.";
            default -> S3ErrorCode.SERVICE_UNAVAILABLE.message();
        };
    }

    /** By the name alone, for refusals that come as one of many results. */
    public static S3ErrorCode codeOf(String reason) {
        return codeOf(reason, ServiceFailure.Kind.INTERNAL);
    }

    private static S3ErrorCode codeOf(String reason, ServiceFailure.Kind kind) {
        return switch (reason) {
            case "NO_SUCH_BUCKET" -> S3ErrorCode.NO_SUCH_BUCKET;
            case "NO_SUCH_KEY" -> S3ErrorCode.NO_SUCH_KEY;
            case "NO_SUCH_VERSION" -> S3ErrorCode.NO_SUCH_VERSION;
            case "NO_SUCH_UPLOAD" -> S3ErrorCode.NO_SUCH_UPLOAD;
            case "INVALID_PART" -> S3ErrorCode.INVALID_PART;
            case "INVALID_PART_ORDER" -> S3ErrorCode.INVALID_PART_ORDER;
            case "PART_TOO_SMALL" -> S3ErrorCode.ENTITY_TOO_SMALL;
            case "PRECONDITION_FAILED" -> S3ErrorCode.PRECONDITION_FAILED;
            case "NOT_MODIFIED" -> S3ErrorCode.NOT_MODIFIED;
            case "BUCKET_NOT_EMPTY" -> S3ErrorCode.BUCKET_NOT_EMPTY;
            case "BUCKET_EXISTS" -> S3ErrorCode.BUCKET_ALREADY_EXISTS;
            case "BUCKET_ALREADY_OWNED" -> S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU;
            case "METHOD_NOT_ALLOWED" -> S3ErrorCode.METHOD_NOT_ALLOWED;
            case "ENTITY_TOO_LARGE" -> S3ErrorCode.ENTITY_TOO_LARGE;
            case "INVALID_CHECKSUM" -> S3ErrorCode.BAD_DIGEST;
            case "WRONG_SIZE" -> S3ErrorCode.INVALID_REQUEST;
            case "TOO_MANY_BUCKETS" -> S3ErrorCode.TOO_MANY_BUCKETS;
            case "QUOTA_EXCEEDED" -> S3ErrorCode.QUOTA_EXCEEDED;
            case "ACCESS_DENIED", "OBJECT_LOCKED" -> S3ErrorCode.ACCESS_DENIED;
            case "INVALID_ARGUMENT" -> S3ErrorCode.INVALID_ARGUMENT;
            case "STORAGE_FULL" -> S3ErrorCode.INSUFFICIENT_STORAGE;
            // The upload took so long that its bytes are too old to be kept; done anew it succeeds.
            case "SHARD_TOO_OLD" -> S3ErrorCode.REQUEST_TIMEOUT;
            default -> codeOf(kind);
        };
    }

    private static S3ErrorCode codeOf(ServiceFailure.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> S3ErrorCode.SERVICE_UNAVAILABLE;
            // Clients try these again, after a while, by themselves.
            case EXHAUSTED, CONFLICT -> S3ErrorCode.SLOW_DOWN;
            case PRECONDITION -> S3ErrorCode.PRECONDITION_FAILED;
            case INVALID -> S3ErrorCode.INVALID_REQUEST;
            case DENIED -> S3ErrorCode.ACCESS_DENIED;
            // Between services these are our own mistakes.
            case NOT_FOUND, UNAUTHENTICATED, INTERNAL -> S3ErrorCode.INTERNAL_ERROR;
        };
    }
}
