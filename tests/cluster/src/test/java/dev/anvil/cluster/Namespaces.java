package dev.anvil.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network on this machine in which every node has a namespace and an address of its own, and which can be cut in two: what is
 * for the other part finds no way out. Needs root.
 */
final class Namespaces implements AutoCloseable {
    private static final Path HERE = Path.of("/");
    private static final int FIRST_NODE = 11;

    private final String name =
            "av" + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 20), 36);
    private final String subnet = "10.213." + ThreadLocalRandom.current().nextInt(1, 250) + ".";
    private final int count;
    private final List<List<String>> undo = new ArrayList<>();
    private final List<List<String>> cuts = new ArrayList<>();

    private Namespaces(int count) {
        this.count = count;
    }

    /** Why there can be none; empty where there can. */
    static Optional<String> obstacle() {
        if (!Tool.isInstalled("ip")) {
            return Optional.of("the command ip is not installed");
        }
        String probe = "avprobe" + ThreadLocalRandom.current().nextInt(1 << 20);
        Tool.Outcome outcome = new Tool(HERE, Map.of()).run("ip", "netns", "add", probe);
        if (outcome.status() != 0) {
            return Optional.of("network namespaces need root and a kernel that has them: "
                    + outcome.output().strip());
        }
        ip("netns", "del", probe);
        return Optional.empty();
    }

    static Namespaces of(int count) {
        Namespaces network = new Namespaces(count);
        try {
            network.build();
            return network;
        } catch (RuntimeException | AssertionError e) {
            network.close();
            throw e;
        }
    }

    private void build() {
        make(List.of("link", "del", name), "link", "add", name, "type", "bridge");
        ip("addr", "add", outside() + "/24", "dev", name);
        ip("addr", "add", database() + "/24", "dev", name);
        ip("link", "set", name, "up");
        for (int i = 0; i < count; i++) {
            make(List.of("netns", "del", namespace(i)), "netns", "add", namespace(i));
            ip("link", "add", cable(i), "type", "veth", "peer", "name", "eth0", "netns", namespace(i));
            ip("link", "set", cable(i), "master", name, "up");
            ip("-n", namespace(i), "addr", "add", address(i) + "/24", "dev", "eth0");
            ip("-n", namespace(i), "link", "set", "eth0", "up");
            ip("-n", namespace(i), "link", "set", "lo", "up");
        }
    }

    private void make(List<String> later, String... command) {
        ip(command);
        undo.addFirst(later);
    }

    private String namespace(int node) {
        return name + "-" + node;
    }

    private String cable(int node) {
        return name + "v" + node;
    }

    /** Where the test itself stands; no cut keeps it from any node. */
    String outside() {
        return subnet + 1;
    }

    /** For what stands outside and can be cut off. */
    String database() {
        return subnet + 2;
    }

    String address(int node) {
        return subnet + (FIRST_NODE + node);
    }

    /** What starts a command in a node's namespace. */
    List<String> prefix(int node) {
        return List.of("ip", "netns", "exec", namespace(node));
    }

    /** The second part reaches neither the first nor the database any more, and the first does not reach the second. */
    void cut(List<Integer> first, List<Integer> second) {
        for (int lost : second) {
            block(lost, database());
            for (int kept : first) {
                block(lost, address(kept));
                block(kept, address(lost));
            }
        }
    }

    private void block(int node, String address) {
        ip("-n", namespace(node), "route", "add", "blackhole", address + "/32");
        cuts.add(List.of("-n", namespace(node), "route", "del", "blackhole", address + "/32"));
    }

    void heal() {
        cuts.forEach(command -> ip(command.toArray(String[]::new)));
        cuts.clear();
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        new Tool(HERE, Map.of()).run(command).succeeded();
    }

    @Override
    public void close() {
        undo.forEach(command -> ip(command.toArray(String[]::new)));
        undo.clear();
    }
}
