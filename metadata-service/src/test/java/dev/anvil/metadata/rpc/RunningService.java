package dev.anvil.metadata.rpc;

import dev.anvil.metadata.MetadataApplication;
import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.ManagedChannel;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole metadata service on ports of its own, and a channel to it. */
final class RunningService implements AutoCloseable {
    static final String REGION = "test-1";
    static final String KEY = "0123456789abcdef".repeat(4);
    private static final String CLUSTER_SECRET = "the secret of a test cluster";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final ConfigurableApplicationContext context;
    private final ManagedChannel channel;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
        int port = context.getBean(GrpcServerLifecycle.class).getPort();
        this.channel = new ServiceChannels(
                        new ServiceCredential(ClusterSecret.of(CLUSTER_SECRET), InstantSource.system()))
                .open(new HostPort("127.0.0.1", port));
    }

    /** For tests that do not mind each other: one with fresh databases for the test JVM. */
    static RunningService shared() {
        return Shared.SERVICE;
    }

    static RunningService start(TestPostgres global, TestPostgres regional) {
        return start(global.url(), regional.url(), Map.of());
    }

    static RunningService start(String globalUrl, String regionalUrl, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "spring.config.name",
                "metadata",
                "spring.grpc.server.address",
                "127.0.0.1",
                "spring.grpc.server.port",
                "0",
                "server.address",
                "127.0.0.1",
                "server.port",
                "0",
                "anvil.cluster-secret",
                CLUSTER_SECRET,
                "anvil.secret-encryption-key",
                KEY,
                "anvil.region",
                REGION,
                "anvil.database.global-url",
                globalUrl,
                "anvil.database.regional-url",
                regionalUrl));
        settings.putAll(more);
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new RunningService(
                new SpringApplicationBuilder(MetadataApplication.class).run(arguments.toArray(String[]::new)));
    }

    ManagedChannel channel() {
        return channel;
    }

    /** To look at, and to change, what the service itself would not. */
    JdbcClient database(Schema schema) {
        return context.getBean(schema == Schema.GLOBAL ? "globalJdbc" : "regionalJdbc", JdbcClient.class);
    }

    URI management(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** A name that no other test has. */
    static String fresh(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        context.close();
    }

    private static final class Shared {
        static final RunningService SERVICE = start(
                TestPostgres.empty().url(),
                TestPostgres.empty().url(),
                Map.of("anvil.tasks.max-attempts", "3", "anvil.tasks.first-retry", "50ms"));
    }
}
