package dev.anvil.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListRegionsResponse;
import dev.anvil.metadata.v1.Region;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.model.RegionName;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GrpcRegionDirectoryTest {
    private static final RegionName FAR = new RegionName("far-1");

    private final String name = InProcessServerBuilder.generateName();
    private final ManagedChannel channel =
            InProcessChannelBuilder.forName(name).directExecutor().build();
    private final Catalogue catalogue = new Catalogue();
    private long now = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
    private final GrpcRegionDirectory directory = new GrpcRegionDirectory(channel, () -> now);
    private Server server = InProcessServerBuilder.forName(name).build();

    private static final class Catalogue extends RegionCatalogueGrpc.RegionCatalogueImplBase {
        private String endpoint = "https://one.example.com";
        private boolean answers = true;
        private int asked;

        @Override
        public void listRegions(ListRegionsRequest request, StreamObserver<ListRegionsResponse> observer) {
            asked++;
            if (!answers) {
                observer.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            observer.onNext(ListRegionsResponse.newBuilder()
                    .addRegions(Region.newBuilder().setName(FAR.value()).setEndpoint(endpoint))
                    .addRegions(Region.newBuilder().setName("silent-1"))
                    .build());
            observer.onCompleted();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(catalogue)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void whatIsKnownIsNotAskedForEachTime() {
        assertThat(directory.endpointOf(FAR)).contains("https://one.example.com");
        assertThat(directory.endpointOf(new RegionName("silent-1"))).isEmpty();
        assertThat(directory.endpointOf(new RegionName("unknown-1"))).isEmpty();
        assertThat(catalogue.asked).isEqualTo(1);
    }

    @Test
    void aChangeIsHeardOf() {
        assertThat(directory.endpointOf(FAR)).contains("https://one.example.com");
        catalogue.endpoint = "https://two.example.com";
        pass(GrpcRegionDirectory.TRUSTED);
        assertThat(directory.endpointOf(FAR)).contains("https://two.example.com");
    }

    @Test
    void whileNobodyAnswersRegionsAreWhereTheyWere() {
        assertThat(directory.endpointOf(FAR)).contains("https://one.example.com");
        catalogue.answers = false;
        for (int hour = 0; hour < 3; hour++) {
            pass(Duration.ofHours(1));
            assertThat(directory.endpointOf(FAR)).contains("https://one.example.com");
        }
        int asked = catalogue.asked;
        assertThat(directory.endpointOf(FAR)).contains("https://one.example.com");
        assertThat(catalogue.asked).as("asked again only after a moment").isEqualTo(asked);
        catalogue.answers = true;
        catalogue.endpoint = "https://two.example.com";
        pass(GrpcRegionDirectory.ASKED_AGAIN);
        assertThat(directory.endpointOf(FAR)).contains("https://two.example.com");
    }

    @Test
    void whoNeverWasToldKnowsNothing() {
        catalogue.answers = false;
        assertThat(directory.endpointOf(FAR)).isEmpty();
        catalogue.answers = true;
        pass(GrpcRegionDirectory.ASKED_AGAIN);
        assertThat(directory.endpointOf(FAR)).contains("https://one.example.com");
    }
}
