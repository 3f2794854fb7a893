package dev.anvil.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.runtime.credential.PublicServices;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestIdTest {
    private final String name = InProcessServerBuilder.generateName();
    private final ManagedChannel channel = InProcessChannelBuilder.forName(name)
            .intercept(new RequestIdClientInterceptor())
            .build();
    private volatile @Nullable String seen = "nothing yet";
    private @Nullable Server server;

    @AfterEach
    void stop() {
        channel.shutdownNow();
        if (server != null) {
            server.shutdownNow();
        }
    }

    @Test
    void anIdTravelsWithTheCall() throws IOException {
        serve(PublicServices.NONE);
        try (MDC.MDCCloseable entered = RequestId.entered("ABC123")) {
            call();
        }
        assertThat(seen).isEqualTo("ABC123");
    }

    @Test
    void callsOnNobodysBehalfHaveNone() throws IOException {
        serve(PublicServices.NONE);
        call();
        assertThat(seen).isNull();
    }

    @Test
    void whatCouldSpoilALogIsNotTaken() throws IOException {
        serve(PublicServices.NONE);
        try (MDC.MDCCloseable entered = RequestId.entered("a line of its own")) {
            call();
        }
        assertThat(seen).isNull();
    }

    @Test
    void aClientIsToldTheIdOfItsFailure() throws IOException {
        serve(new PublicServices(List.of("grpc.health.v1.")));
        try (MDC.MDCCloseable entered = RequestId.entered("chosen-by-the-client")) {
            assertThatThrownBy(() -> HealthGrpc.newBlockingStub(channel)
                            .check(HealthCheckRequest.newBuilder()
                                    .setService("fail")
                                    .build()))
                    .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                        Metadata trailers = failure.getTrailers();
                        assertThat(trailers).isNotNull();
                        assertThat(trailers.get(RequestId.HEADER))
                                .isEqualTo(seen)
                                .isNotEqualTo("chosen-by-the-client");
                    });
        }
    }

    private void call() {
        HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
    }

    private void serve(PublicServices publicServices) throws IOException {
        server = InProcessServerBuilder.forName(name)
                .intercept(new RequestIdServerInterceptor(publicServices))
                .addService(new HealthGrpc.HealthImplBase() {
                    @Override
                    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
                        seen = MDC.get(RequestId.KEY);
                        if (request.getService().equals("fail")) {
                            observer.onError(Status.INTERNAL.asRuntimeException());
                        } else {
                            observer.onNext(HealthCheckResponse.getDefaultInstance());
                            observer.onCompleted();
                        }
                    }
                })
                .build()
                .start();
    }
}
