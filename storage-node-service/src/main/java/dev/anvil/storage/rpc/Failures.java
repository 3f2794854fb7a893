package dev.anvil.storage.rpc;

import dev.anvil.model.DriveId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import dev.anvil.storage.engine.StorageFailure;
import dev.anvil.storage.v1.Failed;
import dev.anvil.storage.v1.ShardFailure;

/** What the engine refuses, in the contract's words: as an answer in a stream, or as the end of a call. */
final class Failures {
    private Failures() {}

    static Failed answer(StorageFailure failure) {
        return Failed.newBuilder()
                .setFailure(codeOf(failure))
                .setMessage(failure.sentence())
                .build();
    }

    /** The reason that travels with the status is the contract's code. */
    static ServiceFailure status(StorageFailure failure) {
        if (failure instanceof StorageFailure.CatalogueWentBack) {
            return new ServiceFailure(Kind.PRECONDITION, "EPOCH_WENT_BACK", failure.sentence(), failure);
        }
        ShardFailure code = codeOf(failure);
        return new ServiceFailure(kindOf(code), code.name(), failure.sentence(), failure);
    }

    static ServiceFailure unknownDrive(DriveId drive) {
        ShardFailure code = ShardFailure.SHARD_FAILURE_DRIVE_UNKNOWN;
        return new ServiceFailure(
                kindOf(code),
                code.name(),
                "this node does not serve drive " + drive + "; it may have moved or been refused");
    }

    private static ShardFailure codeOf(StorageFailure failure) {
        return switch (failure) {
            case StorageFailure.ShardNotFound notFound -> ShardFailure.SHARD_FAILURE_SHARD_UNKNOWN;
            case StorageFailure.ShardCorrupt corrupt -> ShardFailure.SHARD_FAILURE_CORRUPT;
            case StorageFailure.UnitCorrupt corrupt -> ShardFailure.SHARD_FAILURE_CORRUPT;
            case StorageFailure.ShardRefused refused -> ShardFailure.SHARD_FAILURE_OUT_OF_ORDER;
            case StorageFailure.ShardNotOpen notOpen -> ShardFailure.SHARD_FAILURE_EXPIRED;
            case StorageFailure.DriveBusy busy -> ShardFailure.SHARD_FAILURE_DRIVE_BUSY;
            case StorageFailure.DriveFull full -> ShardFailure.SHARD_FAILURE_DRIVE_FULL;
            case StorageFailure.DriveFailed failed -> ShardFailure.SHARD_FAILURE_DRIVE_FAILED;
            case StorageFailure.DriveForeign foreign -> ShardFailure.SHARD_FAILURE_DRIVE_FOREIGN;
            case StorageFailure.CatalogueWentBack wentBack -> ShardFailure.SHARD_FAILURE_UNSPECIFIED;
            case StorageFailure.DriveRefused refused -> ShardFailure.SHARD_FAILURE_DRIVE_FAILED;
        };
    }

    private static Kind kindOf(ShardFailure code) {
        return switch (code) {
            case SHARD_FAILURE_DRIVE_UNKNOWN, SHARD_FAILURE_SHARD_UNKNOWN -> Kind.NOT_FOUND;
            case SHARD_FAILURE_DRIVE_FAILED -> Kind.UNAVAILABLE;
            case SHARD_FAILURE_DRIVE_FULL, SHARD_FAILURE_DRIVE_BUSY -> Kind.EXHAUSTED;
            case SHARD_FAILURE_DRIVE_FOREIGN, SHARD_FAILURE_OUT_OF_ORDER, SHARD_FAILURE_EXPIRED -> Kind.PRECONDITION;
            case SHARD_FAILURE_CORRUPT, SHARD_FAILURE_UNSPECIFIED, UNRECOGNIZED -> Kind.INTERNAL;
        };
    }
}
