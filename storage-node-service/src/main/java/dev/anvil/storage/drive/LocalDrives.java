package dev.anvil.storage.drive;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.storage.engine.Drive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All drives of this node: always the same folders, but what is in them may fail and come back. */
public final class LocalDrives {
    private final NodeId node;
    private volatile List<LocalDrive> all;
    private volatile Map<DriveId, Drive> byId;

    LocalDrives(NodeId node, List<LocalDrive> all) {
        this.node = node;
        this.all = List.copyOf(all);
        this.byId = byId(all);
    }

    public NodeId node() {
        return node;
    }

    public List<LocalDrive> all() {
        return all;
    }

    public List<LocalDrive.Open> open() {
        return open(all);
    }

    /** The drive, if it is one of ours and could be opened. */
    public Optional<Drive> find(DriveId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Puts what was found in a folder in the place of what was there before. */
    synchronized void replace(LocalDrive found) {
        all = all.stream()
                .map(drive -> drive.folder().equals(found.folder()) ? found : drive)
                .toList();
        byId = byId(all);
    }

    private static List<LocalDrive.Open> open(List<LocalDrive> drives) {
        return drives.stream()
                .filter(LocalDrive.Open.class::isInstance)
                .map(LocalDrive.Open.class::cast)
                .toList();
    }

    private static Map<DriveId, Drive> byId(List<LocalDrive> drives) {
        return open(drives).stream().collect(Collectors.toUnmodifiableMap(LocalDrive.Open::id, LocalDrive.Open::drive));
    }
}
