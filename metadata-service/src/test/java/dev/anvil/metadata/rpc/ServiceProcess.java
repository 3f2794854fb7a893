package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.MetadataApplication;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A metadata service as a process of its own, which can be killed as the kernel or an operator would, and started again. */
final class ServiceProcess implements AutoCloseable {
    private static final String CLUSTER_SECRET = "the secret of a service that is killed";

    private final List<String> command = new ArrayList<>();
    private final Path log;
    private final ManagedChannel channel;
    private Process process;

    ServiceProcess(String globalUrl, String regionalUrl, Path log) {
        this.log = log;
        int port = freePort();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MetadataApplication.class.getName()));
        command.add("--spring.config.name=metadata");
        command.add("--spring.grpc.server.address=127.0.0.1");
        command.add("--spring.grpc.server.port=" + port);
        command.add("--server.address=127.0.0.1");
        command.add("--server.port=0");
        command.add("--anvil.cluster-secret=" + CLUSTER_SECRET);
        command.add("--anvil.secret-encryption-key=" + RunningService.KEY);
        command.add("--anvil.region=" + RunningService.REGION);
        command.add("--anvil.database.global-url=" + globalUrl);
        command.add("--anvil.database.regional-url=" + regionalUrl);
        channel = new ServiceChannels(new ServiceCredential(ClusterSecret.of(CLUSTER_SECRET), InstantSource.system()))
                .open(new HostPort("127.0.0.1", port));
        process = launched();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launched() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on by itself while the service is away, as a gateway's does. */
    ManagedChannel channel() {
        return channel;
    }

    /** SIGKILL, and a new process in its place; whether that answers already is for its callers to find out. */
    void killAndStart() {
        assertThat(process.isAlive()).as(this::said).isTrue();
        process.destroyForcibly().onExit().join();
        process = launched();
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        process.destroyForcibly().onExit().join();
    }
}
