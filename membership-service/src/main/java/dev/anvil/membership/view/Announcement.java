package dev.anvil.membership.view;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a node says of itself, again and again.
 *
 * @param host the services of one process give the same name; empty for one that stands alone
 */
public record Announcement(NodeId node, Role role, String address, String zone, List<Drive> drives, String host) {
    /** More drives than a machine holds; a longer list is a mistake or an attack. */
    public static final int MAX_DRIVES = 1_000;

    private static final int MAX_TEXT = 255;

    public Announcement {
        drives = List.copyOf(drives);
        if (address.length() > MAX_TEXT || zone.length() > MAX_TEXT || host.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "address, zone and host of a node have at most " + MAX_TEXT + " characters");
        }
        if (drives.size() > MAX_DRIVES) {
            throw new IllegalArgumentException(
                    "a node has at most " + MAX_DRIVES + " drives, not " + drives.size() + "; start a second node");
        }
        Set<DriveId> seen = new HashSet<>();
        for (Drive drive : drives) {
            if (!seen.add(drive.id())) {
                throw new IllegalArgumentException("node " + node + " announces drive " + drive.id() + " twice");
            }
        }
    }

    public Announcement(NodeId node, Role role, String address, String zone, List<Drive> drives) {
        this(node, role, address, zone, drives, "");
    }

    /** The same without some drives; itself when it has none of them. */
    Announcement without(Set<DriveId> gone) {
        if (drives.stream().noneMatch(drive -> gone.contains(drive.id()))) {
            return this;
        }
        return new Announcement(
                node,
                role,
                address,
                zone,
                drives.stream().filter(drive -> !gone.contains(drive.id())).toList(),
                host);
    }

    boolean differsOnlyInUse(Announcement other) {
        if (!node.equals(other.node)
                || role != other.role
                || !address.equals(other.address)
                || !zone.equals(other.zone)
                || !host.equals(other.host)
                || drives.size() != other.drives.size()) {
            return false;
        }
        for (int i = 0; i < drives.size(); i++) {
            if (!drives.get(i).differsOnlyInUse(other.drives.get(i))) {
                return false;
            }
        }
        return true;
    }
}
