package dev.anvil.storage.drive;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.storage.engine.Drive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All drives of this node. The set does not change while the process runs. */
public final class LocalDrives {
    private final NodeId node;
    private final List<LocalDrive> all;
    private final Map<DriveId, Drive> byId = new HashMap<>();

    LocalDrives(NodeId node, List<LocalDrive> all) {
        this.node = node;
        this.all = List.copyOf(all);
        open().forEach(drive -> byId.put(drive.id(), drive.drive()));
    }

    public NodeId node() {
        return node;
    }

    public List<LocalDrive> all() {
        return all;
    }

    public List<LocalDrive.Open> open() {
        return all.stream()
                .filter(LocalDrive.Open.class::isInstance)
                .map(LocalDrive.Open.class::cast)
                .toList();
    }

    /** The drive, if it is one of ours and could be opened. */
    public Optional<Drive> find(DriveId id) {
        return Optional.ofNullable(byId.get(id));
    }
}
