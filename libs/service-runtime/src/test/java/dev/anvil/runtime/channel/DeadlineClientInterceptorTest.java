package dev.anvil.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineClientInterceptorTest {
    private static final Duration USUAL = Duration.ofMillis(50);

    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws Exception {
        server = InProcessServerBuilder.forName("silent")
                .addService(new Silent())
                .build()
                .start();
        channel = InProcessChannelBuilder.forName("silent")
                .intercept(new DeadlineClientInterceptor(USUAL))
                .build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void aCallThatNobodyAnswersEnds() {
        assertThatThrownBy(() -> ask(HealthGrpc.newBlockingStub(channel)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("DEADLINE_EXCEEDED");
    }

    @Test
    void whoSetsADeadlineKeepsIt() {
        long began = System.nanoTime();
        assertThatThrownBy(() -> ask(HealthGrpc.newBlockingStub(channel).withDeadlineAfter(400, TimeUnit.MILLISECONDS)))
                .hasMessageStartingWith("DEADLINE_EXCEEDED");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(USUAL.multipliedBy(6));
    }

    private static void ask(HealthGrpc.HealthBlockingStub health) {
        HealthCheckResponse ignored = health.check(HealthCheckRequest.getDefaultInstance());
    }

    private static final class Silent extends HealthGrpc.HealthImplBase {
        @Override
        public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
            // The other side hangs.
        }
    }
}
