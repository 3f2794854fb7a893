package dev.anvil.blob.peer;

import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.model.DriveId;
import dev.anvil.storage.v1.Failed;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** What a storage node says, in our words. */
final class FailureCodes {
    private static final Metadata.Key<String> REASON =
            Metadata.Key.of("anvil-reason", Metadata.ASCII_STRING_MARSHALLER);
    private static final String PREFIX = "SHARD_FAILURE_";

    private FailureCodes() {}

    static ShardException of(DriveId drive, Failed failed) {
        return new ShardException(of(failed.getFailure()), "drive " + drive + ": " + failed.getMessage());
    }

    static ShardException of(DriveId drive, Status status, @Nullable Metadata trailers) {
        String description = status.getDescription();
        return new ShardException(
                failure(status, trailers == null ? null : trailers.get(REASON)),
                "drive " + drive + ": " + status.getCode() + (description == null ? "" : ", " + description));
    }

    private static ShardFailure of(dev.anvil.storage.v1.ShardFailure failure) {
        return switch (failure) {
            case SHARD_FAILURE_DRIVE_UNKNOWN -> ShardFailure.DRIVE_UNKNOWN;
            case SHARD_FAILURE_DRIVE_FAILED -> ShardFailure.DRIVE_FAILED;
            case SHARD_FAILURE_DRIVE_FULL -> ShardFailure.DRIVE_FULL;
            case SHARD_FAILURE_DRIVE_BUSY -> ShardFailure.DRIVE_BUSY;
            case SHARD_FAILURE_SHARD_UNKNOWN -> ShardFailure.SHARD_UNKNOWN;
            case SHARD_FAILURE_CORRUPT -> ShardFailure.CORRUPT;
            case SHARD_FAILURE_OUT_OF_ORDER -> ShardFailure.OUT_OF_ORDER;
            case SHARD_FAILURE_EXPIRED -> ShardFailure.EXPIRED;
            case SHARD_FAILURE_DRIVE_FOREIGN -> ShardFailure.DRIVE_FOREIGN;
            // A failure of a later version: no reason to call the shard lost.
            case SHARD_FAILURE_UNSPECIFIED, UNRECOGNIZED -> ShardFailure.UNREACHABLE;
        };
    }

    private static ShardFailure failure(Status status, @Nullable String reason) {
        if (reason != null) {
            String name = reason.startsWith(PREFIX) ? reason.substring(PREFIX.length()) : reason;
            for (ShardFailure failure : ShardFailure.values()) {
                if (failure.name().equals(name)) {
                    return failure;
                }
            }
        }
        return switch (status.getCode()) {
            case NOT_FOUND -> ShardFailure.SHARD_UNKNOWN;
            case DATA_LOSS -> ShardFailure.CORRUPT;
            case RESOURCE_EXHAUSTED -> ShardFailure.DRIVE_BUSY;
            default -> ShardFailure.UNREACHABLE;
        };
    }
}
