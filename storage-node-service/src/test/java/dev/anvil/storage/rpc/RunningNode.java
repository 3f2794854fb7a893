package dev.anvil.storage.rpc;

import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.StorageNodeApplication;
import dev.anvil.storage.v1.ShardServiceGrpc;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** The whole service on a free port, as its main method starts it, and a channel to it. */
final class RunningNode implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final ManagedChannel channel;

    private RunningNode(ConfigurableApplicationContext context) {
        this.context = context;
        this.channel = context.getBean(ServiceChannels.class).open(new HostPort("127.0.0.1", port()));
    }

    static RunningNode start(Path root, int drives, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--spring.config.name=storage-node",
                "--ANVIL_STORAGE_BIND=127.0.0.1",
                "--ANVIL_STORAGE_PORT=0",
                "--ANVIL_STORAGE_MANAGEMENT_PORT=0",
                "--ANVIL_CLUSTER_SECRET=a-secret-for-tests-only",
                "--ANVIL_STORAGE_DRIVES_ROOT=" + root,
                "--ANVIL_STORAGE_DRIVE_COUNT=" + drives,
                "--ANVIL_STORAGE_RESERVE=0B"));
        args.addAll(List.of(more));
        return new RunningNode(new SpringApplication(StorageNodeApplication.class).run(args.toArray(String[]::new)));
    }

    int port() {
        return context.getBean(GrpcServerLifecycle.class).getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    ManagedChannel channel() {
        return channel;
    }

    ShardServiceGrpc.ShardServiceBlockingStub blocking() {
        return ShardServiceGrpc.newBlockingStub(channel);
    }

    /** As a signal does it, while the channel stays as it is. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        context.close();
    }
}
