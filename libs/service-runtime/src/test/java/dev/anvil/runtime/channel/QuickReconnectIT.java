package dev.anvil.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickReconnectIT {
    private static final int FAILED_DIALS = 4;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ServiceChannels channels = new ServiceChannels(
            new ServiceCredential(ClusterSecret.of("the secret of a test cluster"), InstantSource.system()));

    /** After four failed dials gRPC alone would wait four seconds and more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aServiceThatComesLateIsFoundSoon(int addresses) throws Exception {
        int port = freePort();
        HostPort address = new HostPort("127.0.0.1", port);
        ManagedChannel channel = channels.open(
                addresses == 1 ? List.of(address) : List.of(address, new HostPort("127.0.0.1", freePort())));
        try {
            for (int dial = 0; dial < FAILED_DIALS; dial++) {
                awaitChangeTo(channel, ConnectivityState.TRANSIENT_FAILURE);
            }
            Server server = serve(port);
            long started = System.nanoTime();
            try {
                while (!answers(channel)) {
                    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SOON);
                    Thread.onSpinWait();
                }
            } finally {
                server.shutdownNow();
            }
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void aChannelThatWasShutDownIsLeftAlone() throws Exception {
        ManagedChannel channel = channels.open(new HostPort("127.0.0.1", freePort()));
        channel.shutdownNow();
        assertThat(channel.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean answers(ManagedChannel channel) {
        try {
            HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(1, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.getDefaultInstance());
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private static void awaitChangeTo(ManagedChannel channel, ConnectivityState wanted) throws InterruptedException {
        ConnectivityState state = channel.getState(true);
        while (true) {
            CountDownLatch changed = new CountDownLatch(1);
            channel.notifyWhenStateChanged(state, changed::countDown);
            // A channel that is dialled again goes from failure to failure without a state between.
            boolean moved = changed.await(QuickReconnect.WITHOUT_CONNECTION.toMillis() * 2, TimeUnit.MILLISECONDS);
            state = channel.getState(true);
            if (state == wanted || !moved) {
                return;
            }
        }
    }

    private static Server serve(int port) throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .addService(new HealthStatusManager().getHealthService())
                .build()
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
