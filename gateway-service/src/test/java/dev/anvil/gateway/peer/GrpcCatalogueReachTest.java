package dev.anvil.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.v1.CatalogueHealthGrpc;
import dev.anvil.metadata.v1.CheckDatabasesRequest;
import dev.anvil.metadata.v1.CheckDatabasesResponse;
import dev.anvil.metadata.v1.DatabaseState;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GrpcCatalogueReachTest {
    private final String name = InProcessServerBuilder.generateName();
    private final ManagedChannel channel =
            InProcessChannelBuilder.forName(name).directExecutor().build();
    private final GrpcCatalogueReach reach = new GrpcCatalogueReach(channel);
    private final Databases databases = new Databases();
    private Server server = InProcessServerBuilder.forName(name).build();

    private static final class Databases extends CatalogueHealthGrpc.CatalogueHealthImplBase {
        private boolean global = true;
        private boolean regional = true;

        @Override
        public void checkDatabases(CheckDatabasesRequest request, StreamObserver<CheckDatabasesResponse> observer) {
            observer.onNext(CheckDatabasesResponse.newBuilder()
                    .addDatabases(DatabaseState.newBuilder().setName("global").setAnswers(global))
                    .addDatabases(DatabaseState.newBuilder()
                            .setName("regional")
                            .setAnswers(regional)
                            .setNeeded(true))
                    .build());
            observer.onCompleted();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(databases)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        assertThat(reach.problem()).contains("metadata-service has not answered yet");
    }

    @Test
    void allIsWellWhenTheDatabasesAnswer() {
        reach.ask();
        assertThat(reach.problem()).isEmpty();
    }

    @Test
    void theDatabaseThatObjectsNeedIsNamedWhenItIsAway() {
        databases.regional = false;
        reach.ask();
        assertThat(reach.problem()).contains("the regional database does not answer metadata-service");
    }

    @Test
    void theGlobalDatabaseMayBeAway() {
        databases.global = false;
        reach.ask();
        assertThat(reach.problem()).isEmpty();
    }

    @Test
    void aServiceThatIsGoneIsNoticedAndForgivenWhenItIsBack() throws IOException {
        reach.ask();
        server.shutdownNow();
        reach.ask();
        assertThat(reach.problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("metadata-service cannot be reached"));
        start();
        channel.resetConnectBackoff();
        reach.ask();
        assertThat(reach.problem()).isEmpty();
    }
}
