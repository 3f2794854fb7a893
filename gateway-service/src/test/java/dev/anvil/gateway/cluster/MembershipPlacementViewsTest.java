package dev.anvil.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.placement.DriveState;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import dev.anvil.runtime.setting.HostPort;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MembershipPlacementViewsTest {
    private final MembershipPlacementViews views = new MembershipPlacementViews();
    private final DriveId drive = DriveId.create();

    private NodeView node(NodeState state, boolean writable, boolean readable) {
        return new NodeView(
                NodeId.create(),
                NodeRole.STORAGE,
                new HostPort("127.0.0.1", 1),
                "",
                state,
                Instant.EPOCH,
                List.of(new DriveView(drive, 100, 0, writable, readable)));
    }

    private DriveState stateOf(NodeView... nodes) {
        views.accept(ClusterView.of(1, "region", "", false, List.of(nodes)));
        return views.current().drive(drive).orElseThrow().state();
    }

    @Test
    void nothingIsKnownBeforeTheFirstView() {
        assertThat(views.current().defaultScheme()).isEmpty();
    }

    @Test
    void aDriveIsAsGoodAsItsNode() {
        assertThat(stateOf(node(NodeState.UP, true, true))).isEqualTo(DriveState.UP);
        assertThat(stateOf(node(NodeState.UP, false, true))).isEqualTo(DriveState.READ_ONLY);
        assertThat(stateOf(node(NodeState.UP, true, false))).isEqualTo(DriveState.DOWN);
        assertThat(stateOf(node(NodeState.SUSPECT, true, true))).isEqualTo(DriveState.READ_ONLY);
        assertThat(stateOf(node(NodeState.DRAINING, true, true))).isEqualTo(DriveState.DRAINING);
        assertThat(stateOf(node(NodeState.DOWN, true, true))).isEqualTo(DriveState.DOWN);
        assertThat(stateOf(node(NodeState.DECOMMISSIONED, true, true))).isEqualTo(DriveState.DECOMMISSIONED);
    }

    @Test
    void aDriveThatMovedIsWhereItIsWell() {
        assertThat(stateOf(node(NodeState.DOWN, true, true), node(NodeState.UP, true, true)))
                .isEqualTo(DriveState.UP);
        assertThat(views.current().drives()).hasSize(1);
    }
}
