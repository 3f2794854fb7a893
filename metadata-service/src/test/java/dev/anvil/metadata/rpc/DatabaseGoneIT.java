package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.metadata.v1.LeaseTasksRequest;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseGoneIT {
    private static final Duration FAST = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Cable toGlobal = new Cable(TestPostgres.empty().url());
    private final Cable toRegional = new Cable(TestPostgres.empty().url());
    private final RunningService service = RunningService.start(toGlobal.url(), toRegional.url(), Map.of());
    private final RegionCatalogueGrpc.RegionCatalogueBlockingStub regions =
            RegionCatalogueGrpc.newBlockingStub(service.channel());

    DatabaseGoneIT() throws IOException {}

    @AfterEach
    void mend() {
        toGlobal.mend();
        toRegional.mend();
        Eventually.holds("the service recovers by itself", () -> status("/actuator/health/readiness") == 200);
        Eventually.holds("the catalogue answers again", this::answers);
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        toGlobal.close();
        toRegional.close();
    }

    @Test
    void aCallFailsFastAndAsUnavailable() {
        toGlobal.cut();
        long begin = System.nanoTime();
        ServiceFailure failure = Refusals.of(this::list);
        assertThat(failure.kind()).isEqualTo(ServiceFailure.Kind.UNAVAILABLE);
        assertThat(failure.reason()).isEqualTo("UNAVAILABLE");
        assertThat(failure.sentence()).contains("try again").doesNotContain("jdbc");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(FAST);
    }

    @Test
    void whoWaitsForTasksIsToldToo() {
        toGlobal.cut();
        ServiceFailure failure = Refusals.of(() -> TaskQueueGrpc.newBlockingStub(service.channel())
                .leaseTasks(LeaseTasksRequest.newBuilder()
                        .setWorkerId("worker")
                        .setLeaseSeconds(30)
                        .setWaitMillis(5_000)
                        .build()));
        assertThat(failure.kind()).isEqualTo(ServiceFailure.Kind.UNAVAILABLE);
    }

    @Test
    void aServiceWithoutItsRegionsDatabaseIsNotReadyButAlive() {
        toRegional.cut();
        Eventually.holds("not ready", () -> status("/actuator/health/readiness") == 503);
        assertThat(status("/actuator/health/liveness")).isEqualTo(200);
        assertThat(body("/actuator/health/readiness")).contains("\"regional\":\"does not answer\"");
    }

    @Test
    void aRegionStaysReadyWhileTheGlobalDatabaseIsAway() {
        toGlobal.cut();
        assertThat(status("/actuator/health/readiness")).isEqualTo(200);
        assertThat(body("/actuator/health/readiness")).contains("\"global\":\"does not answer\"");
    }

    private void list() {
        assertThat(regions.listRegions(ListRegionsRequest.getDefaultInstance()).getRegionsList())
                .isNotEmpty();
    }

    private boolean answers() {
        try {
            list();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private int status(String path) {
        return get(path).statusCode();
    }

    private String body(String path) {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(service.management(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
