package dev.anvil.cli.local;

import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Node;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** All that there is to say about an instance of this machine. */
record InstanceStatus(
        boolean running,
        String state,
        long pid,
        String data,
        String endpoint,
        String s3Endpoint,
        String management,
        String region,
        String cluster,
        List<Service> services,
        List<Node> nodes,
        List<Drive> drives,
        String scheme,
        int toleratedLosses,
        int toleratedNodeLosses,
        String coder,
        List<String> warnings) {
    /** A service and where it listens. */
    record Service(String name, String address, String state) {}

    /** A folder of shards, on this node or another one. */
    record Drive(String path, String node, String driveId, String state, long capacityBytes, long usedBytes) {}

    static InstanceStatus stopped(String data) {
        return notReady(data, "stopped", OptionalLong.empty());
    }

    static InstanceStatus notReady(String data, String state, OptionalLong pid) {
        return new InstanceStatus(
                pid.isPresent(),
                state,
                pid.orElse(0),
                data,
                "",
                "",
                "",
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                "",
                0,
                0,
                "",
                List.of());
    }

    String text() {
        if (services.isEmpty()) {
            return "anvil in " + data + " is " + state + (running ? " (process " + pid + ")" : "");
        }
        Table places = new Table("SERVICE", "ADDRESS", "STATE");
        services.forEach(service -> places.row(service.name(), service.address(), service.state()));
        Table members = new Table("NODE", "STATE", "ROLES", "DRIVES", "USED", "CAPACITY", "SINCE");
        nodes.forEach(node -> members.row(
                node.address(),
                node.state(),
                String.join(",", node.roles()),
                node.drives().size(),
                new Bytes(node.usedBytes()),
                new Bytes(node.capacityBytes()),
                node.since()));
        Table disks = new Table("DRIVE", "NODE", "STATE", "USED", "CAPACITY");
        drives.forEach(drive -> disks.row(
                drive.path().isEmpty() ? drive.driveId() : drive.path(),
                drive.node(),
                drive.state(),
                new Bytes(drive.usedBytes()),
                new Bytes(drive.capacityBytes())));
        Table facts = new Table("state", state + " (process " + pid + ")")
                .row("data", data)
                .row("endpoint", endpoint)
                .row("s3", s3Endpoint)
                .row("management", management)
                .row("cluster", cluster)
                .row("nodes", counted())
                .row("region", region)
                .row("scheme", scheme + tolerance())
                .row("coder", coder);
        warnings.forEach(warning -> facts.row("WARNING", warning));
        return facts.render() + "\n" + places.render() + "\n" + members.render() + "\n" + disks.render();
    }

    private String counted() {
        return Node.counts(nodes).entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private String tolerance() {
        long homes = nodes.stream().filter(node -> !node.drives().isEmpty()).count();
        String nodes = homes < 2
                ? ""
                : switch (toleratedNodeLosses) {
                    case 0 -> "; WARNING: the loss of one node loses objects; add nodes";
                    case 1 -> " or of any one node";
                    default -> " or of any " + toleratedNodeLosses + " nodes";
                };
        return switch (toleratedLosses) {
            case 0 -> "  WARNING: the loss of one drive loses objects; use more drives";
            case 1 -> "  (survives the loss of any one drive" + nodes + ")";
            default -> "  (survives the loss of any " + toleratedLosses + " drives" + nodes + ")";
        };
    }
}
