package dev.anvil.cli.local;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import dev.anvil.cli.instance.InstanceLock;
import dev.anvil.cli.instance.InstanceVariables;
import dev.anvil.cli.instance.ServiceAddresses;
import dev.anvil.cli.peer.ClusterView;
import dev.anvil.cli.peer.Node;
import dev.anvil.cli.peer.Server;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.Scheme;
import dev.anvil.placement.Drive;
import dev.anvil.placement.DriveState;
import dev.anvil.placement.NodeLosses;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Finds out how an instance is: from its folder whether it runs, from its gateway what it sees. */
final class StatusSurvey {
    static final String READY = "ready";

    private final DataFolder folder;

    StatusSurvey(DataFolder folder) {
        this.folder = folder;
    }

    InstanceStatus take() throws IOException {
        OptionalLong pid = InstanceLock.holder(folder);
        if (pid.isEmpty()) {
            return InstanceStatus.stopped(folder.toString());
        }
        if (!Files.exists(folder.pid()) || !Files.exists(folder.env())) {
            return InstanceStatus.notReady(folder.toString(), "starting or stopping", pid);
        }
        EnvFile env = EnvFile.read(folder.env());
        // A node without a gateway has nobody to ask.
        Optional<ClusterView> view = env.get(InstanceVariables.ENDPOINT).isEmpty() ? Optional.empty() : view();
        List<InstanceStatus.Drive> drives = view.map(StatusSurvey::drives).orElse(List.of());
        List<Drive> counted = view.map(StatusSurvey::placed).orElse(List.of());
        Optional<Scheme> scheme = counted.isEmpty() ? Optional.empty() : Optional.of(Scheme.forDrives(counted.size()));
        return new InstanceStatus(
                true,
                view.isPresent() || env.get(InstanceVariables.ENDPOINT).isEmpty() ? READY : "not answering",
                pid.getAsLong(),
                folder.toString(),
                env.get(InstanceVariables.ENDPOINT).orElse(""),
                env.get(InstanceVariables.S3_ENDPOINT).orElse(""),
                env.get(InstanceVariables.MANAGEMENT).orElse(""),
                env.get(InstanceVariables.REGION).orElse(""),
                view.map(ClusterView::clusterAddress)
                        .filter(address -> !address.isEmpty())
                        .or(() -> env.get(InstanceVariables.CLUSTER))
                        .orElse(""),
                services(view),
                view.map(ClusterView::nodes).orElse(List.of()),
                drives,
                scheme.map(Scheme::toString).orElse("unknown"),
                scheme.map(Scheme::parity).orElse(0),
                scheme.map(known -> NodeLosses.survivedBy(counted, known)).orElse(0),
                CoderInUse.at(env.get(InstanceVariables.MANAGEMENT).orElse("")),
                view.map(ClusterView::warnings).orElse(List.of()));
    }

    private Optional<ClusterView> view() {
        try (Server server = Connection.to(folder.root()).open()) {
            return Optional.of(server.administration().clusterView());
        } catch (StatusRuntimeException e) {
            return Optional.empty();
        }
    }

    private List<InstanceStatus.Service> services(Optional<ClusterView> view) throws IOException {
        if (!Files.exists(folder.services())) {
            return List.of();
        }
        String state = view.isPresent() ? "up" : "unknown";
        return ServiceAddresses.of(EnvFile.read(folder.services())).addresses().entrySet().stream()
                .map(entry -> new InstanceStatus.Service(entry.getKey(), entry.getValue(), state))
                .toList();
    }

    /** As placement sees them: all that belong to the store, those that are away too. */
    private static List<Drive> placed(ClusterView view) {
        List<Drive> placed = new ArrayList<>();
        for (Node node : view.nodes()) {
            NodeId id = new NodeId(UUID.nameUUIDFromBytes(node.nodeId().getBytes(StandardCharsets.UTF_8)));
            for (Node.Drive drive : node.drives()) {
                if (!drive.state().equals("decommissioned")) {
                    placed.add(new Drive(
                            DriveId.parse(drive.driveId()),
                            id,
                            node.zone(),
                            Math.max(1, drive.capacityBytes()),
                            DriveState.UP));
                }
            }
        }
        return placed;
    }

    private static List<InstanceStatus.Drive> drives(ClusterView view) {
        return view.nodes().stream()
                .flatMap(node -> node.drives().stream()
                        .map(drive -> new InstanceStatus.Drive(
                                "",
                                node.address(),
                                drive.driveId(),
                                drive.state(),
                                drive.capacityBytes(),
                                drive.usedBytes())))
                .toList();
    }
}
