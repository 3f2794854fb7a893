package dev.anvil.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.MembershipServiceGrpc;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.MembershipLink;
import dev.anvil.runtime.membership.NodeAnnouncement;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import dev.anvil.runtime.membership.peer.GrpcMembership;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** The service as it runs, with links as services use them, over real sockets. */
@Timeout(60)
class MembershipServiceIT {
    private static final String SECRET = "a secret for this test only";

    private final ServiceChannels channels =
            new ServiceChannels(new ServiceCredential(ClusterSecret.of(SECRET), InstantSource.system()));
    private final List<MembershipLink> links = new ArrayList<>();
    private final NodeId node = NodeId.create();
    private final DriveView drive = new DriveView(DriveId.create(), 1_000, 1, true, true);

    @TempDir
    static Path data;

    private ConfigurableApplicationContext service = start(0);
    private HostPort member = address();

    @BeforeEach
    void settle() {
        member = address();
    }

    @AfterEach
    void stop() {
        links.forEach(MembershipLink::close);
        service.close();
    }

    @Test
    void servicesSeeEachOtherAndWhoSaysGoodbyeIsGone() {
        MembershipLink storage = link(storageAt("127.0.0.1", 7001));
        MembershipLink gateway = link(new NodeAnnouncement(
                NodeId.create(), NodeRole.GATEWAY, new HostPort("127.0.0.1", 7002), "", List.of()));

        ClusterView view = until(gateway, seen -> seen.nodeOf(drive.id()).isPresent());

        NodeView seen = view.nodeOf(drive.id()).orElseThrow();
        assertThat(seen.id()).isEqualTo(node);
        assertThat(seen.state()).isEqualTo(NodeState.UP);
        assertThat(seen.address()).isEqualTo(new HostPort("127.0.0.1", 7001));
        assertThat(seen.zone()).isEqualTo("rack-1");
        assertThat(seen.drives()).containsExactly(drive);
        assertThat(view.region()).isEqualTo("test-region");
        until(gateway, v -> v.nodes(NodeRole.MEMBERSHIP).size() == 1);
        assertThat(gateway.current().nodes(NodeRole.MEMBERSHIP).getFirst().address())
                .isEqualTo(member);

        storage.close();
        until(gateway, v -> is(v, NodeState.DOWN));
        gateway.close();
        MembershipLink looking = link(storageAt("127.0.0.1", 7001));
        until(looking, v -> v.nodes(NodeRole.GATEWAY).isEmpty());
    }

    @Test
    void whoseStreamBreaksIsSuspectThenDownAndUpAgainWhenItReturns() {
        MembershipLink gateway = link(new NodeAnnouncement(
                NodeId.create(), NodeRole.GATEWAY, new HostPort("127.0.0.1", 7002), "", List.of()));
        ManagedChannel channel = channels.open(member);
        var requests = MembershipServiceGrpc.newStub(channel).register(new Ignoring());
        requests.onNext(dev.anvil.membership.v1.Announcement.newBuilder()
                .setNodeId(node.toString())
                .setRole(dev.anvil.membership.v1.Role.ROLE_STORAGE)
                .setGrpcAddress("127.0.0.1:7001")
                .build());
        until(gateway, v -> is(v, NodeState.UP));

        channel.shutdownNow();

        until(gateway, v -> is(v, NodeState.SUSPECT));
        until(gateway, v -> is(v, NodeState.DOWN));
        link(storageAt("127.0.0.1", 7009));
        until(gateway, v -> is(v, NodeState.UP));
    }

    @Test
    void twoLiveNodesWithOneIdentityAreRefusedLoudly() {
        MembershipLink first = link(storageAt("127.0.0.1", 7001));
        until(first, v -> is(v, NodeState.UP));

        MembershipLink copy = link(storageAt("127.0.0.1", 7777));

        await(() -> copy.problem().filter(words -> words.contains("copy of")).isPresent());
        assertThat(copy.problem().orElseThrow()).contains("127.0.0.1:7001").contains("127.0.0.1:7777");
        assertThat(first.current().node(node).orElseThrow().address().port()).isEqualTo(7001);
        String metrics = http("/actuator/prometheus");
        assertThat(metrics)
                .contains("anvil_membership_refusals_total{reason=\"CLAIMED_TWICE\"}")
                .containsPattern("anvil_membership_members\\{state=\"up\"} [1-9]");
    }

    @Test
    void aRestartOfMembershipLosesNobodyFromAnyView() throws IOException {
        service.close();
        int port = freePort();
        service = start(port);
        member = address();
        MembershipLink storage = link(storageAt("127.0.0.1", 7001));
        MembershipLink gateway = link(new NodeAnnouncement(
                NodeId.create(), NodeRole.GATEWAY, new HostPort("127.0.0.1", 7002), "", List.of()));
        long whole = until(gateway, v -> is(v, NodeState.UP) && !v.settling()).version();
        var withoutTheDrive = new ArrayList<ClusterView>();
        gateway.onView(view -> {
            if (view.nodeOf(drive.id()).isEmpty()) {
                withoutTheDrive.add(view);
            }
        });

        service.close();
        service = start(port);

        until(gateway, v -> v.version() > whole && !v.settling() && is(v, NodeState.UP));
        assertThat(withoutTheDrive).isEmpty();
        assertThat(storage.connectedTo()).contains(member);
    }

    @Test
    void withoutTheClusterSecretNobodySeesAnything() {
        ManagedChannel stranger = NettyChannelBuilder.forAddress(member.host(), member.port())
                .usePlaintext()
                .build();
        try {
            var stub = MembershipServiceGrpc.newBlockingStub(stranger);
            assertThat(statusOf(() -> stub.getView(GetViewRequest.getDefaultInstance())))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        } finally {
            stranger.shutdownNow();
        }
    }

    @Test
    void stopsAtOnceAlthoughServicesAreRegistered() {
        MembershipLink storage = link(storageAt("127.0.0.1", 7001));
        until(storage, v -> is(v, NodeState.UP));

        long begun = System.nanoTime();
        service.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(storage.current().nodeOf(drive.id())).isPresent();
    }

    @Test
    void managementSaysThatItIsWell() {
        assertThat(http("/actuator/health")).contains("\"status\":\"UP\"");
        assertThat(http("/actuator/prometheus"))
                .contains(
                        "anvil_cluster_members{state=\"up\"} 1.0",
                        "anvil_membership_members{",
                        "anvil_cluster_joins_total",
                        "anvil_cluster_leaves_total",
                        "anvil_cluster_gossip_total{",
                        "anvil_cluster_messages_dropped_total{",
                        "anvil_cluster_ping_seconds_count",
                        "anvil_cluster_convergence_age_seconds",
                        "anvil_cluster_unreachable_addresses");
    }

    private NodeAnnouncement storageAt(String host, int port) {
        return new NodeAnnouncement(node, NodeRole.STORAGE, new HostPort(host, port), "rack-1", List.of(drive));
    }

    private MembershipLink link(NodeAnnouncement self) {
        MembershipLink link = GrpcMembership.link(channels, List.of(member), () -> Optional.of(self));
        link.start();
        links.add(link);
        return link;
    }

    private boolean is(ClusterView view, NodeState state) {
        return view.node(node).filter(found -> found.state() == state).isPresent();
    }

    private static ClusterView until(MembershipLink link, Predicate<ClusterView> wanted) {
        await(() -> wanted.test(link.current()));
        return link.current();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private String http(String path) {
        int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Status.Code statusOf(Runnable call) {
        try {
            call.run();
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private HostPort address() {
        return new HostPort(
                "127.0.0.1", service.getBean(GrpcServerLifecycle.class).getPort());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static ConfigurableApplicationContext start(int port) {
        return new SpringApplication(MembershipApplication.class)
                .run(
                        "--anvil.cluster.listen=/ip4/127.0.0.1/udp/0/quic-v1",
                        "--anvil.cluster.mdns=false",
                        "--anvil.cluster.data=" + data,
                        "--spring.config.name=membership",
                        "--spring.grpc.server.address=127.0.0.1",
                        "--spring.grpc.server.port=" + port,
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--anvil.cluster-secret=" + SECRET,
                        "--anvil.membership.region=test-region",
                        "--anvil.membership.down-after=4s");
    }

    private static final class Ignoring implements io.grpc.stub.StreamObserver<dev.anvil.membership.v1.ClusterView> {
        @Override
        public void onNext(dev.anvil.membership.v1.ClusterView view) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
