package dev.anvil.cluster;

import dev.anvil.cli.peer.ClusterView;
import dev.anvil.cli.peer.DriveShards;
import dev.anvil.cli.peer.Node;
import dev.anvil.cli.peer.Server;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A node of a cluster on this machine, which can be stopped and started again where it was. */
final class ClusterNode implements Suite {
    /** Six JVMs must fit beside each other. */
    private static final String JAVA_OPTS = "-Xmx192m -Xms32m -XX:MaxDirectMemorySize=96m -XX:TieredStopAtLevel=1";

    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Path data;
    private final List<String> prefix;
    private final List<String> options = new ArrayList<>();
    private final String clusterAddress;
    private final Map<String, String> environment;
    private Path checkout = Repository.root();
    private @Nullable Process process;
    private Map<String, String> env = Map.of();
    private @Nullable Server server;

    ClusterNode(Path data, Map<String, String> environment, String... more) {
        this(data, environment, "127.0.0.1", List.of(), more);
    }

    /** @param prefix what brings a command to where the node's address is */
    ClusterNode(Path data, Map<String, String> environment, String address, List<String> prefix, String... more) {
        this.data = data;
        this.prefix = List.copyOf(prefix);
        this.clusterAddress = "/ip4/" + address + "/udp/" + Repository.freePort() + "/quic-v1";
        options.addAll(List.of("--api", address + ":" + Repository.freePort()));
        options.addAll(List.of("--s3", address + ":" + Repository.freePort()));
        options.addAll(List.of("--management", address + ":" + Repository.freePort()));
        options.addAll(List.of("--cluster", clusterAddress));
        options.addAll(List.of(more));
        this.environment = new HashMap<>(environment);
        this.environment.putIfAbsent("ANVIL_JAVA_OPTS", JAVA_OPTS);
        this.environment.putIfAbsent("ENABLE_MDNS", "false");
        this.environment.putIfAbsent("ANVIL_DATABASE_POOLSIZE", "4");
    }

    String clusterAddress() {
        return clusterAddress;
    }

    Path data() {
        return data;
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** From its next start on it is the version that was built there. */
    ClusterNode of(Path otherCheckout) {
        checkout = otherCheckout;
        return this;
    }

    /** Returns before it is ready. */
    ClusterNode launch() {
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(data.resolve("anvil.env"));
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(checkout.resolve("anvil").toString(), "up", "--data", data.toString()));
            command.addAll(options);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return data.resolve("up.out");
    }

    private Process process() {
        if (process == null) {
            throw new IllegalStateException(data + " was never started");
        }
        return process;
    }

    ClusterNode awaitReady() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!Files.exists(data.resolve("anvil.env"))) {
                if (process().waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    process().destroyForcibly();
                    throw new AssertionError("anvil up did not get ready:\n" + Files.readString(log()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for anvil up", e);
        }
        env = EnvFile.read(data.resolve("anvil.env"));
        closeServer();
        return this;
    }

    ClusterNode up() {
        return launch().awaitReady();
    }

    /** What this node sees. */
    ClusterView view() {
        return server().administration().clusterView();
    }

    /** What objects have on the drives of a node, by the catalogue. */
    long shardsOn(String nodeId) {
        return server().administration().nodeShards(nodeId).stream()
                .mapToLong(DriveShards::shards)
                .sum();
    }

    private Server server() {
        Server known = server;
        if (known == null) {
            URI api = apiEndpoint();
            known = new Server(
                    api.getHost(), api.getPort(), false, value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"));
            server = known;
        }
        return known;
    }

    /** Nodes by state, as this one sees them. */
    Map<String, Long> counts() {
        return Node.counts(view().nodes());
    }

    @Override
    public Map<String, String> env() {
        return env;
    }

    @Override
    public Tool.Outcome anvil(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Repository.anvil()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return new Tool(Repository.root(), Map.of()).run(command);
    }

    /** As a power cut does it. */
    void kill() {
        closeServer();
        signal("KILL");
        awaitEnd();
    }

    /** What the process takes of the machine. */
    Footprint footprint() {
        return Footprint.of(process().toHandle());
    }

    /** Where the process listens or sends from by UDP. */
    Set<Integer> udpPorts() {
        return UdpPorts.of(process().pid());
    }

    /** How much of one core it takes, measured for so long. */
    double cpuShare(Duration span) {
        Duration before = footprint().cpu();
        LockSupport.parkNanos(span.toNanos());
        return (double) footprint().cpu().minus(before).toMillis() / span.toMillis();
    }

    void signal(String name) {
        new Tool(data, Map.of())
                .run("kill", "-" + name, Long.toString(process().pid()))
                .succeeded();
    }

    @Override
    public void close() {
        closeServer();
        if (process != null) {
            process.destroy();
            awaitEnd();
        }
    }

    private void closeServer() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private void awaitEnd() {
        try {
            if (!process().waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process().destroyForcibly();
                throw new AssertionError("anvil up did not stop within " + STOP_LIMIT + " of being asked to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for anvil up to end", e);
        }
    }

    @Override
    public String toString() {
        return data.getFileName().toString();
    }
}
