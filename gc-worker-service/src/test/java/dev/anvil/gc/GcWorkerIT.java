package dev.anvil.gc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.anvil.membership.v1.Role;
import dev.anvil.metadata.v1.BlobLayout;
import dev.anvil.metadata.v1.BlobState;
import dev.anvil.metadata.v1.LookUpBlobResponse;
import dev.anvil.metadata.v1.Scheme;
import dev.anvil.metadata.v1.ShardPlacement;
import dev.anvil.metadata.v1.TaskType;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs, against services that are fakes behind real sockets. */
@Timeout(60)
class GcWorkerIT {
    private final FakeSuite suite = suite();
    private final ConfigurableApplicationContext worker = new SpringApplication(GcWorkerApplication.class)
            .run(
                    "--spring.config.name=gc-worker",
                    "--server.address=127.0.0.1",
                    "--server.port=0",
                    "--anvil.cluster-secret=a secret for this test only",
                    "--anvil.membership-link.addresses=" + suite.address(),
                    "--anvil.metadata.addresses=" + suite.address(),
                    "--anvil.metadata.region=test-region",
                    "--anvil.sweep.every=0s");

    @AfterEach
    void stop() {
        worker.close();
        suite.close();
    }

    @Test
    void reclaimsADeadBlobFromEveryDrive() throws IOException, InterruptedException {
        BlobId blob = BlobId.create(Instant.now());
        suite.blobs.put(bytes(blob.value()), blob(blob, BlobState.BLOB_STATE_DEAD, 6));
        assertThat(suite.shardCount()).isEqualTo(6);
        until(() -> suite.announced.contains(Role.ROLE_GC_WORKER));

        suite.addTask(1, TaskType.TASK_TYPE_RECLAIM_BLOB, blob.toString());
        // A view that has the drives may be a heartbeat away; until then the task is put off, and asked for again here.
        until(() -> {
            String said = suite.told.remove(1L);
            if (said != null && said.startsWith("postponed")) {
                suite.addTask(1, TaskType.TASK_TYPE_RECLAIM_BLOB, blob.toString());
            }
            return "done".equals(said);
        });

        assertThat(suite.shardCount()).isZero();
        assertThat(suite.blobs).isEmpty();
        assertThat(get("/actuator/health")).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/prometheus"))
                .contains("anvil_tasks_seconds_count{outcome=\"done\",type=\"reclaim_blob\"} 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reclaimsManyTogetherWhateverTheVersionOfTheMetadataService(boolean older) {
        suite.older = older;
        until(() -> suite.announced.contains(Role.ROLE_GC_WORKER));
        List<BlobId> blobs = IntStream.range(0, 20)
                .mapToObj(i -> BlobId.create(Instant.now()))
                .toList();
        blobs.forEach(blob -> suite.blobs.put(bytes(blob.value()), blob(blob, BlobState.BLOB_STATE_DEAD, 2)));
        IntStream.range(0, 20).forEach(i -> addReclaim(i, blobs.get(i)));

        until(() -> {
            suite.told.forEach((task, said) -> {
                if (said.startsWith("postponed") && suite.told.remove(task, said)) {
                    addReclaim(task.intValue(), blobs.get(task.intValue()));
                }
            });
            return suite.told.size() == 20;
        });

        assertThat(suite.told).allSatisfy((task, said) -> assertThat(said).isEqualTo("done"));
        assertThat(suite.shardCount()).isZero();
        assertThat(suite.blobs).isEmpty();
        assertThat(suite.together.stream().mapToInt(Integer::intValue).sum()).isEqualTo(older ? 0 : 20);
    }

    private void addReclaim(int task, BlobId blob) {
        suite.addTask(task, TaskType.TASK_TYPE_RECLAIM_BLOB, blob.toString());
    }

    @Test
    void leavesALiveBlobAlone() {
        BlobId blob = BlobId.create(Instant.now());
        suite.blobs.put(bytes(blob.value()), blob(blob, BlobState.BLOB_STATE_LIVE, 6));

        suite.addTask(1, TaskType.TASK_TYPE_RECLAIM_BLOB, blob.toString());
        until(() -> suite.told.containsKey(1L));

        assertThat(suite.told).containsEntry(1L, "done");
        assertThat(suite.shardCount()).isEqualTo(6);
    }

    @Test
    void sweepsADriveThatItIsAskedTo() {
        BlobId blob = BlobId.create(Instant.now());
        suite.blobs.put(bytes(blob.value()), blob(blob, BlobState.BLOB_STATE_LIVE, 1));
        String drive = suite.shards.keySet().iterator().next();
        ByteString orphan = bytes(ShardId.create(Instant.EPOCH).value());
        suite.on(drive).add(orphan);
        suite.old.add(orphan);
        until(() -> suite.announced.contains(Role.ROLE_GC_WORKER));

        suite.addTask(1, TaskType.TASK_TYPE_SWEEP_DRIVE, drive);
        until(() -> {
            String said = suite.told.remove(1L);
            if (said != null && said.startsWith("failed")) {
                suite.addTask(1, TaskType.TASK_TYPE_SWEEP_DRIVE, drive);
            }
            return "done".equals(said);
        });

        assertThat(suite.on(drive)).hasSize(1).doesNotContain(orphan);
    }

    @Test
    void saysGoodbyeWhenItStops() {
        until(() -> suite.announced.contains(Role.ROLE_GC_WORKER));

        worker.close();

        until(() -> suite.goodbyes.contains(Role.ROLE_GC_WORKER));
    }

    private LookUpBlobResponse blob(BlobId blob, BlobState state, int drives) {
        BlobLayout.Builder layout = BlobLayout.newBuilder()
                .setBlobId(bytes(blob.value()))
                .setLength(1_000)
                .setUnitBytes(1_024)
                .setScheme(Scheme.newBuilder().setData(1).setParity(drives - 1));
        for (int slot = 0; slot < drives; slot++) {
            DriveId drive = suite.addDrive();
            ByteString shard = bytes(ShardId.create(Instant.now()).value());
            suite.on(drive.toString()).add(shard);
            layout.addShards(
                    ShardPlacement.newBuilder().setDriveId(bytes(drive.value())).setShardId(shard));
        }
        return LookUpBlobResponse.newBuilder()
                .setState(state)
                .setReclaimable(true)
                .setLayout(layout)
                .build();
    }

    private static ByteString bytes(UUID id) {
        ByteBuffer buffer = ByteBuffer.allocate(16);
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return ByteString.copyFrom(buffer.flip());
    }

    private String get(String path) throws IOException, InterruptedException {
        String port = worker.getEnvironment().getRequiredProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static FakeSuite suite() {
        try {
            return new FakeSuite();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
