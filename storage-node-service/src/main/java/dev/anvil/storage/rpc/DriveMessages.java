package dev.anvil.storage.rpc;

import dev.anvil.storage.drive.LocalDrive;
import dev.anvil.storage.v1.DriveState;
import dev.anvil.storage.v1.DriveStatus;

/** A drive as the contract describes it. */
final class DriveMessages {
    private DriveMessages() {}

    static DriveStatus of(LocalDrive drive) {
        DriveStatus.Builder message =
                DriveStatus.newBuilder().setPath(drive.folder().toString());
        return switch (drive) {
            case LocalDrive.Refused refused ->
                message.setDriveId(refused.id().map(Object::toString).orElse(""))
                        .setState(DriveState.DRIVE_STATE_FAILED)
                        .setProblem(refused.problem())
                        .build();
            case LocalDrive.Open open -> describe(message, open).build();
        };
    }

    private static DriveStatus.Builder describe(DriveStatus.Builder message, LocalDrive.Open open) {
        var status = open.drive().status();
        return message.setDriveId(open.id().toString())
                .setState(stateOf(status))
                .setProblem(status.failure().orElse(String.join("; ", status.damages())))
                .setCapacityBytes(status.totalBytes())
                .setUsedBytes(status.usedBytes())
                .setSealedShards(status.shards())
                .setLiveBytes(status.liveBytes())
                .setCorruptShards(status.quarantined())
                .setScrubbedMillis(status.scrubbed().toEpochMilli());
    }

    private static DriveState stateOf(dev.anvil.storage.engine.DriveStatus status) {
        if (status.failure().isPresent()) {
            return DriveState.DRIVE_STATE_FAILED;
        }
        return status.usableBytes() == 0 ? DriveState.DRIVE_STATE_FULL : DriveState.DRIVE_STATE_UP;
    }
}
