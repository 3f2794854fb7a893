package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.history.HistoryRun;
import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.DescribeCatalogueRequest;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The metadata service is killed in the middle of what clients do, then PostgreSQL is, then both are: over the whole of it, what each
 * client was told must have an order in which it makes sense, key by key. {@code -Danvil.linearizability.steps} makes it longer.
 */
class KilledProcessesIT {
    private static final int STEPS = Integer.getInteger("anvil.linearizability.steps", 150);

    @TempDir
    Path folder;

    @Test
    void whatClientsAreToldHasAnOrderWhateverIsKilled() throws Exception {
        long seed = HistoryRun.seed();
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"));
                ServiceProcess service = new ServiceProcess(
                        postgres.create("global"), postgres.create("regional"), folder.resolve("service.log"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Eventually.holds("the service answers", () -> answers(service));
            HistoryRun run = new HistoryRun(new RpcKeys(service.channel()), seed, STEPS);
            Future<List<Integer>> kills = threads.submit(() -> kill(run, postgres, service));
            try {
                run.run();
            } finally {
                if (run.taken() < run.steps()) {
                    kills.cancel(true);
                }
            }
            assertThat(kills.get())
                    .as("done before each kill, of " + run.steps())
                    .hasSize(3);
            run.requireAnOrder();
            Invariants.hold(postgres.ask("regional"));
            everyDeadBlobIsReclaimedOnce(postgres);
        }
    }

    private static boolean answers(ServiceProcess service) {
        try {
            return !BlobCatalogueGrpc.newBlockingStub(service.channel())
                    .describeCatalogue(DescribeCatalogueRequest.getDefaultInstance())
                    .getCatalogueId()
                    .isEmpty();
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    /** At a quarter, a half and three quarters of the way. */
    private static List<Integer> kill(HistoryRun run, KillablePostgres postgres, ServiceProcess service)
            throws Exception {
        List<Callable<Void>> deaths = List.of(
                () -> {
                    service.killAndStart();
                    return null;
                },
                () -> {
                    postgres.killAndStart();
                    return null;
                },
                () -> {
                    service.killAndStart();
                    postgres.killAndStart();
                    return null;
                });
        List<Integer> killedAt = new ArrayList<>();
        for (Callable<Void> death : deaths) {
            killedAt.add(run.awaitTaken(run.steps() * (killedAt.size() + 1) / 4));
            death.call();
        }
        return killedAt;
    }

    /** What a crash between outbox and queue repeats is one task all the same. */
    private static void everyDeadBlobIsReclaimedOnce(KillablePostgres postgres) {
        String dead = "select blob_id::text from blob where state = 2";
        String waiting = "select subject from outbox where type = 1";
        Eventually.holds(
                "all is handed over",
                () -> strings(postgres, "regional", waiting).isEmpty());
        List<String> tasks = strings(postgres, "global", "select subject from task where type = 1");
        assertThat(tasks).isNotEmpty().doesNotHaveDuplicates();
        assertThat(tasks).containsExactlyInAnyOrderElementsOf(strings(postgres, "regional", dead));
    }

    private static List<String> strings(KillablePostgres postgres, String database, String sql) {
        return postgres.ask(database).sql(sql).query(String.class).list();
    }
}
