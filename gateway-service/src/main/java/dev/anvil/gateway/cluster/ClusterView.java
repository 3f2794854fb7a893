package dev.anvil.gateway.cluster;

import dev.anvil.model.DriveId;
import dev.anvil.placement.DriveView;
import dev.anvil.runtime.setting.HostPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The drives of the region, and where the nodes that have them answer. */
public record ClusterView(long version, DriveView drives, Map<DriveId, HostPort> addresses) {
    /** Before anybody has told us anything. */
    public static final ClusterView EMPTY = new ClusterView(0, new DriveView(List.of()), Map.of());

    public ClusterView {
        addresses = Map.copyOf(addresses);
    }

    public Optional<HostPort> addressOf(DriveId drive) {
        return Optional.ofNullable(addresses.get(drive));
    }
}
