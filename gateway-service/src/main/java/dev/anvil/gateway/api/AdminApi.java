package dev.anvil.gateway.api;

import dev.anvil.admin.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.metadata.v1.App;
import dev.anvil.metadata.v1.AppWithSecret;
import dev.anvil.metadata.v1.CountTasksRequest;
import dev.anvil.metadata.v1.CountTasksResponse;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteAppResponse;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.DeleteTenantResponse;
import dev.anvil.metadata.v1.ListAppsRequest;
import dev.anvil.metadata.v1.ListAppsResponse;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListRegionsResponse;
import dev.anvil.metadata.v1.ListTasksRequest;
import dev.anvil.metadata.v1.ListTasksResponse;
import dev.anvil.metadata.v1.ListTenantsRequest;
import dev.anvil.metadata.v1.ListTenantsResponse;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.Region;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.metadata.v1.RetryTaskRequest;
import dev.anvil.metadata.v1.Task;
import dev.anvil.metadata.v1.Tenant;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;

/**
 * What operators do. The services behind it do the work; here is decided who may ask for it, and afterwards what this gateway
 * has remembered is forgotten, so that an operator sees the change at once.
 */
final class AdminApi extends AdminServiceImplBase {
    private final AdminPeers peers;
    private final ChangeListeners changes;

    AdminApi(AdminPeers peers, ChangeListeners changes) {
        this.peers = peers;
        this.changes = changes;
    }

    @Override
    public void createRegion(CreateRegionRequest request, StreamObserver<Region> observer) {
        change(observer, () -> peers.regions().createRegion(request));
    }

    @Override
    public void listRegions(ListRegionsRequest request, StreamObserver<ListRegionsResponse> observer) {
        look(observer, () -> peers.regions().listRegions(request));
    }

    @Override
    public void createTenant(CreateTenantRequest request, StreamObserver<Tenant> observer) {
        change(observer, () -> peers.tenants().createTenant(request));
    }

    @Override
    public void listTenants(ListTenantsRequest request, StreamObserver<ListTenantsResponse> observer) {
        look(observer, () -> peers.tenants().listTenants(request));
    }

    @Override
    public void deleteTenant(DeleteTenantRequest request, StreamObserver<DeleteTenantResponse> observer) {
        change(observer, () -> peers.tenants().deleteTenant(request));
    }

    @Override
    public void createApp(CreateAppRequest request, StreamObserver<AppWithSecret> observer) {
        change(observer, () -> peers.apps().createApp(request));
    }

    @Override
    public void resetSecret(ResetSecretRequest request, StreamObserver<AppWithSecret> observer) {
        change(observer, () -> forget(peers.apps().resetSecret(request)));
    }

    @Override
    public void listApps(ListAppsRequest request, StreamObserver<ListAppsResponse> observer) {
        look(observer, () -> peers.apps().listApps(request));
    }

    @Override
    public void deleteApp(DeleteAppRequest request, StreamObserver<DeleteAppResponse> observer) {
        change(observer, () -> {
            DeleteAppResponse answer = peers.apps().deleteApp(request);
            // Its client id is not known here.
            changes.everythingChanged();
            return answer;
        });
    }

    @Override
    public void grantPolicy(PolicyRequest request, StreamObserver<App> observer) {
        change(observer, () -> forget(peers.apps().grantPolicy(request)));
    }

    @Override
    public void revokePolicy(PolicyRequest request, StreamObserver<App> observer) {
        change(observer, () -> forget(peers.apps().revokePolicy(request)));
    }

    @Override
    public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> observer) {
        look(observer, () -> peers.tasks().listTasks(request));
    }

    @Override
    public void retryTask(RetryTaskRequest request, StreamObserver<Task> observer) {
        change(observer, () -> peers.tasks().retryTask(request));
    }

    @Override
    public void countTasks(CountTasksRequest request, StreamObserver<CountTasksResponse> observer) {
        look(observer, () -> peers.tasks().countTasks(request));
    }

    @Override
    public void getClusterView(GetViewRequest request, StreamObserver<ClusterView> observer) {
        look(observer, () -> peers.membership().getView(request));
    }

    private AppWithSecret forget(AppWithSecret app) {
        forget(app.getApp());
        return app;
    }

    private App forget(App app) {
        changes.credentialChanged(app.getClientId());
        return app;
    }

    private static <A> void look(StreamObserver<A> observer, Callable<A> work) {
        as(AdminRole.READ_ONLY_VIEWER, observer, work);
    }

    private static <A> void change(StreamObserver<A> observer, Callable<A> work) {
        as(AdminRole.SUPER_ADMIN, observer, work);
    }

    private static <A> void as(AdminRole role, StreamObserver<A> observer, Callable<A> work) {
        Answers.answer(observer, () -> {
            ApiCaller.current().requireRole(role);
            return work.call();
        });
    }
}
