package dev.anvil.cli.peer;

import dev.anvil.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.metadata.v1.CountTasksRequest;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.ListAppsRequest;
import dev.anvil.metadata.v1.ListAppsResponse;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListTasksRequest;
import dev.anvil.metadata.v1.ListTasksResponse;
import dev.anvil.metadata.v1.ListTenantsRequest;
import dev.anvil.metadata.v1.ListTenantsResponse;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.metadata.v1.RetryTaskRequest;
import dev.anvil.metadata.v1.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Calls of operators. */
public final class Administration {
    private static final long DEADLINE_SECONDS = 30;
    private static final int PAGE = 1_000;

    private final AdminServiceBlockingStub stub;

    Administration(AdminServiceBlockingStub stub) {
        this.stub = stub;
    }

    public Region createRegion(String name, String endpoint) {
        return Region.of(timed().createRegion(CreateRegionRequest.newBuilder()
                .setName(name)
                .setEndpoint(endpoint)
                .build()));
    }

    public List<Region> regions() {
        return timed().listRegions(ListRegionsRequest.getDefaultInstance()).getRegionsList().stream()
                .map(Region::of)
                .toList();
    }

    public Tenant createTenant(String name, String displayName, String email) {
        return Tenant.of(timed().createTenant(CreateTenantRequest.newBuilder()
                .setName(name)
                .setDisplayName(displayName)
                .setEmail(email)
                .build()));
    }

    public List<Tenant> tenants() {
        List<Tenant> found = new ArrayList<>();
        ListTenantsResponse page;
        do {
            String after = found.isEmpty() ? "" : found.getLast().name();
            page = timed().listTenants(ListTenantsRequest.newBuilder()
                    .setAfter(after)
                    .setLimit(PAGE)
                    .build());
            page.getTenantsList().stream().map(Tenant::of).forEach(found::add);
        } while (page.getMore() && page.getTenantsCount() > 0);
        return found;
    }

    public void deleteTenant(String name) {
        var ignored = timed().deleteTenant(
                        DeleteTenantRequest.newBuilder().setName(name).build());
    }

    public AppSecret createApp(String tenant, String name, AppRole role, List<Policy> policies) {
        return AppSecret.of(timed().createApp(CreateAppRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .setAdminRole(role.message())
                .addAllPolicies(policies.stream().map(Policy::message).toList())
                .build()));
    }

    public AppSecret resetSecret(String tenant, String name) {
        return AppSecret.of(timed().resetSecret(ResetSecretRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .build()));
    }

    public List<App> apps(String tenant) {
        List<App> found = new ArrayList<>();
        ListAppsResponse page;
        do {
            String after = found.isEmpty() ? "" : found.getLast().name();
            page = timed().listApps(ListAppsRequest.newBuilder()
                    .setTenant(tenant)
                    .setAfter(after)
                    .setLimit(PAGE)
                    .build());
            page.getAppsList().stream().map(App::of).forEach(found::add);
        } while (page.getMore() && page.getAppsCount() > 0);
        return found;
    }

    public void deleteApp(String tenant, String name) {
        var ignored = timed().deleteApp(DeleteAppRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .build());
    }

    public App grant(String tenant, String app, Policy policy) {
        return App.of(timed().grantPolicy(request(tenant, app, policy)));
    }

    public App revoke(String tenant, String app, Policy policy) {
        return App.of(timed().revokePolicy(request(tenant, app, policy)));
    }

    private static PolicyRequest request(String tenant, String app, Policy policy) {
        return PolicyRequest.newBuilder()
                .setTenant(tenant)
                .setApp(app)
                .setPolicy(policy.message())
                .build();
    }

    /** The oldest tasks first, at most so many; the state as people write it. */
    public List<Task> tasks(Optional<String> state, int limit) {
        List<Task> found = new ArrayList<>();
        ListTasksResponse page;
        do {
            ListTasksRequest.Builder request = ListTasksRequest.newBuilder()
                    .setAfter(found.isEmpty() ? 0 : found.getLast().taskId())
                    .setLimit(Math.min(PAGE, limit - found.size()));
            state.map(word -> TaskState.valueOf(Words.constant(word, "TASK_STATE_")))
                    .ifPresent(request::setState);
            page = timed().listTasks(request.build());
            page.getTasksList().stream().map(Task::of).forEach(found::add);
        } while (page.getMore() && page.getTasksCount() > 0 && found.size() < limit);
        return found;
    }

    public Task retryTask(long taskId) {
        return Task.of(timed().retryTask(
                        RetryTaskRequest.newBuilder().setTaskId(taskId).build()));
    }

    public TaskCounts countTasks() {
        return TaskCounts.of(timed().countTasks(CountTasksRequest.getDefaultInstance()));
    }

    public ClusterView clusterView() {
        return ClusterView.of(timed().getClusterView(GetViewRequest.getDefaultInstance()));
    }

    private AdminServiceBlockingStub timed() {
        return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }
}
