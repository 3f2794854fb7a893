package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.Change;
import dev.anvil.metadata.v1.ChangeFeedGrpc;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.WatchChangesRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two replicas over the same databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeFeedIT {
    private static final Change EVERYTHING =
            Change.newBuilder().setEverything(true).build();

    private final TestPostgres global = TestPostgres.empty();
    private final TestPostgres regional = TestPostgres.empty();
    private final RunningService one = RunningService.start(global, regional);
    private final RunningService other = RunningService.start(global, regional);

    @BeforeAll
    void tenant() throws InterruptedException {
        TenantCatalogueGrpc.newBlockingStub(one.channel())
                .createTenant(
                        CreateTenantRequest.newBuilder().setName("feeding").build());
        awaitListening(new Watcher(one), "one");
        awaitListening(new Watcher(other), "other");
    }

    /** A replica that does not listen yet tells its watchers later that everything changed, and not what. */
    private void awaitListening(Watcher watcher, String replica) throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            Change expected = Change.newBuilder()
                    .setClientId(createApp(replica + "-listens-" + attempt))
                    .build();
            for (Change heard = watcher.heard.poll(1, TimeUnit.SECONDS);
                    heard != null;
                    heard = watcher.heard.poll(200, TimeUnit.MILLISECONDS)) {
                if (heard.equals(expected)) {
                    return;
                }
            }
        }
        throw new AssertionError("replica " + replica + " does not hear of changes");
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void aChangeIsHeardFromEveryReplica() throws InterruptedException {
        Watcher here = new Watcher(one);
        Watcher there = new Watcher(other);
        here.next(EVERYTHING);
        there.next(EVERYTHING);
        String clientId = createApp("heard");
        Change change = Change.newBuilder().setClientId(clientId).build();
        here.next(change);
        there.next(change);
    }

    @Test
    void theAppsOfADeletedTenantChange() throws InterruptedException {
        TenantCatalogueGrpc.TenantCatalogueBlockingStub tenants = TenantCatalogueGrpc.newBlockingStub(one.channel());
        tenants.createTenant(CreateTenantRequest.newBuilder().setName("ending").build());
        String clientId = AppCatalogueGrpc.newBlockingStub(one.channel())
                .createApp(CreateAppRequest.newBuilder()
                        .setTenant("ending")
                        .setName("app")
                        .build())
                .getApp()
                .getClientId();
        Watcher watcher = new Watcher(other);
        watcher.next(EVERYTHING);
        tenants.deleteTenant(DeleteTenantRequest.newBuilder().setName("ending").build());
        watcher.next(Change.newBuilder().setClientId(clientId).build());
    }

    @Test
    void whoMayHaveMissedSomethingIsToldThatEverythingChanged() throws InterruptedException {
        Watcher watcher = new Watcher(one);
        watcher.next(EVERYTHING);
        one.database(Schema.GLOBAL).sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()""").query(Boolean.class).list();
        watcher.next(EVERYTHING);
        String clientId = createApp("after-the-break");
        watcher.next(Change.newBuilder().setClientId(clientId).build());
    }

    @Test
    void aReplicaThatEndsSendsItsWatchersAway() throws Exception {
        RunningService ending = RunningService.start(global, regional);
        Watcher watcher = new Watcher(ending);
        watcher.next(EVERYTHING);
        ending.close();
        assertThat(watcher.ended.get(20, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    private String createApp(String name) {
        return AppCatalogueGrpc.newBlockingStub(one.channel())
                .createApp(CreateAppRequest.newBuilder()
                        .setTenant("feeding")
                        .setName(name)
                        .build())
                .getApp()
                .getClientId();
    }

    private static final class Watcher implements StreamObserver<Change> {
        private final BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Status> ended = new CompletableFuture<>();

        Watcher(RunningService service) {
            ChangeFeedGrpc.newStub(service.channel()).watchChanges(WatchChangesRequest.getDefaultInstance(), this);
        }

        /** Others' changes may come in between. */
        void next(Change expected) throws InterruptedException {
            for (Change change = heard.poll(20, TimeUnit.SECONDS);
                    !expected.equals(change);
                    change = heard.poll(20, TimeUnit.SECONDS)) {
                assertThat(change).as("a change before %s", expected).isNotNull();
            }
        }

        @Override
        public void onNext(Change change) {
            heard.add(change);
        }

        @Override
        public void onError(Throwable failure) {
            ended.complete(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            ended.complete(Status.OK);
        }
    }
}
