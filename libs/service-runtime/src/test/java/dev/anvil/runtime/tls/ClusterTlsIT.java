package dev.anvil.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.runtime.channel.LocalServers;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.setting.SettingRefused;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

class ClusterTlsIT {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final List<ManagedChannel> channels = new ArrayList<>();
    private TestAuthority authority;
    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() {
        authority = new TestAuthority(folder.resolve("cluster"));
        authority.hand(Duration.ofHours(1));
        service = run(authority.settings());
    }

    @AfterEach
    void stop() {
        channels.forEach(ManagedChannel::shutdownNow);
        service.close();
    }

    @Test
    void whoIsOfTheClusterIsServed() {
        assertThat(call(ClusterTls.of(authority.settings()), 1)).isEqualTo("served");
        assertThat(call(ClusterTls.of(authority.settings()), 2))
                .as("by several addresses")
                .isEqualTo("served");
    }

    @Test
    void whoComesWithoutTlsOrWithACertificateOfOthersIsNotServed() {
        assertThat(call(Optional.empty(), 1)).isEqualTo(Status.Code.UNAVAILABLE.name());
        TestAuthority others = new TestAuthority(folder.resolve("others"));
        others.hand(Duration.ofHours(1));
        assertThat(call(ClusterTls.of(others.settings()), 1)).isEqualTo(Status.Code.UNAVAILABLE.name());
        // Trusts the server, and is not trusted by it.
        Map<String, String> mixed = others.settings();
        mixed.put("ANVIL_CLUSTER_TLS_CA", folder.resolve("cluster/ca.pem").toString());
        assertThat(call(ClusterTls.of(mixed), 1)).isEqualTo(Status.Code.UNAVAILABLE.name());
    }

    @Test
    void renewedFilesAreUsedWithoutARestart() {
        Optional<ClusterTls> client = ClusterTls.of(authority.settings());
        ManagedChannel standing = open(client, 1);
        assertThat(call(standing)).isEqualTo("served");
        authority.hand(Duration.ofHours(-1));
        until(() -> !call(client, 1).equals("served"));
        assertThat(call(standing)).as("what was under way").isEqualTo("served");
        authority.hand(Duration.ofHours(1));
        until(() -> call(client, 1).equals("served"));
    }

    @Test
    void halfOfTheFilesIsRefused() {
        Map<String, String> half = authority.settings();
        half.remove("ANVIL_CLUSTER_TLS_CA");
        assertThatThrownBy(() -> run(half))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("ANVIL_CLUSTER_TLS_CA");
    }

    private ConfigurableApplicationContext run(Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--anvil.cluster-secret=" + SECRET,
                "--spring.grpc.server.address=127.0.0.1",
                "--spring.grpc.server.port=0",
                "--spring.main.banner-mode=off"));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        SpringApplication application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .build();
        return application.run(arguments.toArray(String[]::new));
    }

    private ManagedChannel open(Optional<ClusterTls> tls, int addresses) {
        HostPort address = new HostPort(
                "127.0.0.1", service.getBean(GrpcServerLifecycle.class).getPort());
        ServiceChannels opener = new ServiceChannels(
                new ServiceCredential(ClusterSecret.of(SECRET), InstantSource.system()), new LocalServers(), tls);
        ManagedChannel channel = opener.open(java.util.Collections.nCopies(addresses, address));
        channels.add(channel);
        return channel;
    }

    private String call(Optional<ClusterTls> tls, int addresses) {
        return call(open(tls, addresses));
    }

    /** What was answered, or how it failed. */
    private static String call(ManagedChannel channel) {
        try {
            return MembershipServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .getView(GetViewRequest.getDefaultInstance())
                    .getRegion();
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode().name();
        }
    }

    private static void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        MembershipServiceGrpc.MembershipServiceImplBase membership() {
            return new MembershipServiceGrpc.MembershipServiceImplBase() {
                @Override
                public void getView(GetViewRequest request, StreamObserver<ClusterView> observer) {
                    observer.onNext(ClusterView.newBuilder().setRegion("served").build());
                    observer.onCompleted();
                }
            };
        }
    }
}
