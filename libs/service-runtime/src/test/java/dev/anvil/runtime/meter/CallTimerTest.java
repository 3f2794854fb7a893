package dev.anvil.runtime.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallTimerTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws Exception {
        server = InProcessServerBuilder.forName("timed")
                .directExecutor()
                .addService(ServerInterceptors.intercept(new Answering(), new CallTimer(meters)))
                .build()
                .start();
        channel = InProcessChannelBuilder.forName("timed").directExecutor().build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void callsAreTimedByMethodAndOutcome() {
        ask("here");
        ask("here");
        assertThatThrownBy(() -> ask("")).isInstanceOf(StatusRuntimeException.class);

        assertThat(timer("OK").count()).isEqualTo(2);
        assertThat(timer("OK").totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(timer("NOT_FOUND").count()).isEqualTo(1);
    }

    @Test
    void aCallWhoseClientGoesAwayHasAnOutcomeToo() {
        ClientCall<HealthCheckRequest, HealthCheckResponse> call =
                channel.newCall(HealthGrpc.getCheckMethod(), CallOptions.DEFAULT);
        call.start(new ClientCall.Listener<>() {}, new Metadata());
        call.cancel("enough", null);

        assertThat(timer("CANCELLED").count()).isEqualTo(1);
    }

    private void ask(String service) {
        HealthCheckResponse ignored = HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.newBuilder().setService(service).build());
    }

    private Timer timer(String code) {
        return meters.get("grpc.server")
                .tag("rpc.service", "grpc.health.v1.Health")
                .tag("rpc.method", "Check")
                .tag("grpc.status_code", code)
                .timer();
    }

    private static final class Answering extends HealthGrpc.HealthImplBase {
        @Override
        public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
            if (request.getService().isEmpty()) {
                observer.onError(Status.NOT_FOUND.asRuntimeException());
            } else {
                observer.onNext(HealthCheckResponse.getDefaultInstance());
                observer.onCompleted();
            }
        }
    }
}
