package dev.anvil.gc.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import dev.anvil.runtime.setting.HostPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnDrivesTest {
    private final List<NodeView> nodes = new ArrayList<>();

    @Test
    void everyDriveHasOneWorkerAndNoneHasAll() {
        Set<DriveId> drives = Set.copyOf(storage(NodeState.UP, 300));
        List<NodeId> workers = List.of(worker(NodeState.UP), worker(NodeState.UP), worker(NodeState.UP));

        List<DriveId> shared =
                workers.stream().flatMap(worker -> own(worker).stream()).toList();

        assertThat(shared).doesNotHaveDuplicates().hasSameElementsAs(drives);
        assertThat(workers).allSatisfy(worker -> assertThat(own(worker)).hasSizeBetween(50, 150));
    }

    @Test
    void aWorkerThatIsDownLeavesItsDrivesToTheOthers() {
        List<DriveId> drives = storage(NodeState.UP, 20);
        NodeId well = worker(NodeState.UP);
        NodeId down = worker(NodeState.DOWN);

        assertThat(own(well)).hasSameElementsAs(drives);
        assertThat(own(down)).isEmpty();
    }

    @Test
    void drivesThatAreAwayAreNobodys() {
        storage(NodeState.DOWN, 20);

        assertThat(own(worker(NodeState.UP))).isEmpty();
    }

    private Set<DriveId> own(NodeId worker) {
        return new OwnDrives(worker, () -> ClusterView.of(1, "", "", false, nodes)).get();
    }

    private NodeId worker(NodeState state) {
        return add(NodeRole.GC_WORKER, state, List.of());
    }

    private List<DriveId> storage(NodeState state, int count) {
        List<DriveView> drives = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drives.add(new DriveView(DriveId.create(), 1, 0, true, true));
        }
        add(NodeRole.STORAGE, state, drives);
        return drives.stream().map(DriveView::id).toList();
    }

    private NodeId add(NodeRole role, NodeState state, List<DriveView> drives) {
        NodeId id = NodeId.create();
        nodes.add(new NodeView(id, role, new HostPort("h", 1), "", state, Instant.EPOCH, drives));
        return id;
    }
}
