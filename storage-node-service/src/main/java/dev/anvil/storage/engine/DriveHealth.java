package dev.anvil.storage.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the drive may be written to. The first I/O error decides for good; reads are tried nevertheless. */
final class DriveHealth {
    private final String drive;
    private final AtomicReference<StorageFailure.DriveFailed> failure = new AtomicReference<>();

    DriveHealth(String drive) {
        this.drive = drive;
    }

    String drive() {
        return drive;
    }

    void requireWritable() {
        StorageFailure.DriveFailed first = failure.get();
        if (first != null) {
            throw new StorageFailure.DriveFailed(first.sentence(), first);
        }
    }

    /** Marks the drive failed; returns what to throw. */
    StorageFailure.DriveFailed fail(String doing, IOException cause) {
        StorageFailure.DriveFailed failed = new StorageFailure.DriveFailed(
                "drive " + drive + " has failed: " + doing + ": " + cause.getMessage(), cause);
        failure.compareAndSet(null, failed);
        return failed;
    }

    boolean isFailed() {
        return failure.get() != null;
    }

    Optional<String> reason() {
        return Optional.ofNullable(failure.get()).map(StorageFailure::sentence);
    }
}
