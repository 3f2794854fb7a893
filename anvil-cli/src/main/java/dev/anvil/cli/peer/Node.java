package dev.anvil.cli.peer;

import java.time.Instant;
import java.util.List;

/** A process of the cluster in one role, with its drives when it stores. */
public record Node(
        String nodeId, String role, String state, String address, String zone, Instant since, List<Drive> drives) {
    /** A drive, as its node announces it. */
    public record Drive(String driveId, String state, long capacityBytes, long usedBytes) {
        static Drive of(dev.anvil.membership.v1.Drive drive) {
            String state = !drive.getReadable() ? "down" : drive.getWritable() ? "up" : "read-only";
            return new Drive(drive.getDriveId(), state, drive.getCapacityBytes(), drive.getUsedBytes());
        }
    }

    static Node of(dev.anvil.membership.v1.Node node) {
        return new Node(
                node.getNodeId(),
                Words.of(node.getRole().name(), "ROLE_"),
                Words.of(node.getState().name(), "NODE_STATE_"),
                node.getGrpcAddress(),
                node.getZone(),
                Instant.ofEpochMilli(node.getSinceMillis()),
                node.getDrivesList().stream().map(Drive::of).toList());
    }
}
