package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.CatalogueReach;
import dev.anvil.metadata.v1.CatalogueHealthGrpc;
import dev.anvil.metadata.v1.CatalogueHealthGrpc.CatalogueHealthBlockingStub;
import dev.anvil.metadata.v1.CheckDatabasesRequest;
import dev.anvil.metadata.v1.CheckDatabasesResponse;
import dev.anvil.metadata.v1.DatabaseState;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Asks metadata-service again and again how its databases are. More often while something is away: readiness should come back
 * soon, and a gateway that has just started waits for nothing else.
 */
final class GrpcCatalogueReach implements CatalogueReach, SmartLifecycle {
    private static final Duration WHILE_WELL = Duration.ofSeconds(1);
    private static final Duration WHILE_AWAY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Replicas are asked in turn; one that has lost its database is no reason to send clients away while another has not. */
    private static final int TRIES = 2;

    private final CatalogueHealthBlockingStub stub;
    private volatile @Nullable String problem = "metadata-service has not answered yet";
    private volatile @Nullable Thread thread;

    GrpcCatalogueReach(Channel channel) {
        this.stub = CatalogueHealthGrpc.newBlockingStub(channel);
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    void ask() {
        Optional<String> found = Optional.empty();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            found = askOnce();
            if (found.isEmpty()) {
                break;
            }
        }
        problem = found.orElse(null);
    }

    private Optional<String> askOnce() {
        try {
            CheckDatabasesResponse answer = stub.withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .checkDatabases(CheckDatabasesRequest.getDefaultInstance());
            return answer.getDatabasesList().stream()
                    .filter(database -> database.getNeeded() && !database.getAnswers())
                    .map(DatabaseState::getName)
                    .findFirst()
                    .map(name -> "the " + name + " database does not answer metadata-service");
        } catch (StatusRuntimeException e) {
            // One that is older than the question has answered, which is all that it can tell.
            return e.getStatus().getCode() == Status.Code.UNIMPLEMENTED
                    ? Optional.empty()
                    : Optional.of("metadata-service cannot be reached: "
                            + e.getStatus().getCode());
        }
    }

    @Override
    public void start() {
        Thread asking = Thread.ofVirtual().name("catalogue-reach").unstarted(this::run);
        thread = asking;
        asking.start();
    }

    private void run() {
        try {
            while (thread != null) {
                ask();
                Thread.sleep(problem == null ? WHILE_WELL : WHILE_AWAY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
