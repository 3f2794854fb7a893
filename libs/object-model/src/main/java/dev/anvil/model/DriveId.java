package dev.anvil.model;

import java.util.UUID;

/** Names a drive: one folder or disk of a storage node. Made once, kept on the drive, the same after restarts and moves. */
public record DriveId(UUID value) {
    public static DriveId create() {
        return new DriveId(UUID.randomUUID());
    }

    public static DriveId parse(String text) {
        return new DriveId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
