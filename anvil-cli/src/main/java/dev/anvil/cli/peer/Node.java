package dev.anvil.cli.peer;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process of the cluster: all of its services and drives. It is as well as the worst of its services.
 *
 * @param address where its clients are served, else its drives, else whatever it has
 * @param since when it came into its state
 */
public record Node(
        String nodeId,
        String state,
        List<String> roles,
        String address,
        String zone,
        Instant since,
        long capacityBytes,
        long usedBytes,
        List<Drive> drives) {
    private static final List<String> STATES =
            List.of("up", "draining", "joining", "suspect", "down", "decommissioned");
    private static final List<String> ROLES = List.of("gateway", "storage", "metadata", "membership", "gc-worker");

    /** A drive, as its node announces it; unreachable ones are as their node is. */
    public record Drive(String driveId, String state, long capacityBytes, long usedBytes) {
        static Drive of(dev.anvil.membership.v1.Drive drive) {
            String state = !drive.getReadable() ? "down" : drive.getWritable() ? "up" : "read-only";
            return new Drive(drive.getDriveId(), state, drive.getCapacityBytes(), drive.getUsedBytes());
        }

        Drive on(String nodeState) {
            return nodeState.equals("up") ? this : new Drive(driveId, nodeState, capacityBytes, usedBytes);
        }
    }

    static List<Node> of(List<Service> services) {
        Map<String, List<Service>> together = new TreeMap<>();
        services.forEach(service -> together.computeIfAbsent(service.nodeName(), absent -> new java.util.ArrayList<>())
                .add(service));
        return together.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Node::address))
                .toList();
    }

    private static Node of(String name, List<Service> services) {
        List<Service> ordered = services.stream()
                .sorted(Comparator.comparingInt((Service service) -> rank(ROLES, service.role())))
                .toList();
        String state = ordered.stream()
                .map(Service::state)
                .max(Comparator.comparingInt(word -> rank(STATES, word)))
                .orElse("down");
        List<Drive> drives = ordered.stream()
                .flatMap(service -> service.drives().stream().map(drive -> drive.on(service.state())))
                .toList();
        return new Node(
                name,
                state,
                ordered.stream().map(Service::role).distinct().toList(),
                ordered.getFirst().address(),
                ordered.getFirst().zone(),
                ordered.stream()
                        .filter(service -> service.state().equals(state))
                        .map(Service::since)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                drives.stream().mapToLong(Drive::capacityBytes).sum(),
                drives.stream().mapToLong(Drive::usedBytes).sum(),
                drives);
    }

    private static int rank(List<String> order, String word) {
        int place = order.indexOf(word);
        return place < 0 ? order.size() : place;
    }

    /** How many there are in each state, the well first. */
    public static Map<String, Long> counts(Collection<Node> nodes) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String state : STATES) {
            long count =
                    nodes.stream().filter(node -> node.state().equals(state)).count();
            if (count > 0) {
                counts.put(state, count);
            }
        }
        return counts;
    }
}
