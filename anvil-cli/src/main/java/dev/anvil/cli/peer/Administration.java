package dev.anvil.cli.peer;

import dev.anvil.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.anvil.admin.v1.CountNodeShardsRequest;
import dev.anvil.admin.v1.CreateTenantBucketRequest;
import dev.anvil.admin.v1.SetBucketPublicAccessRequest;
import dev.anvil.admin.v1.TestPolicyResponse;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.NodeState;
import dev.anvil.membership.v1.SetNodeStateRequest;
import dev.anvil.metadata.v1.CancelTaskRequest;
import dev.anvil.metadata.v1.CountTasksRequest;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteRegionRequest;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.GetAppRequest;
import dev.anvil.metadata.v1.GetBucketUsageRequest;
import dev.anvil.metadata.v1.GetSweepStateRequest;
import dev.anvil.metadata.v1.GetTaskRequest;
import dev.anvil.metadata.v1.GetTenantRequest;
import dev.anvil.metadata.v1.GetTenantUsageRequest;
import dev.anvil.metadata.v1.ListAdministratorsRequest;
import dev.anvil.metadata.v1.ListAllBucketsRequest;
import dev.anvil.metadata.v1.ListAppsRequest;
import dev.anvil.metadata.v1.ListAppsResponse;
import dev.anvil.metadata.v1.ListAuditRequest;
import dev.anvil.metadata.v1.ListAuditResponse;
import dev.anvil.metadata.v1.ListBucketsResponse;
import dev.anvil.metadata.v1.ListKeysRequest;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListTasksRequest;
import dev.anvil.metadata.v1.ListTasksResponse;
import dev.anvil.metadata.v1.ListTenantsRequest;
import dev.anvil.metadata.v1.ListTenantsResponse;
import dev.anvil.metadata.v1.LookUpBucketRequest;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.metadata.v1.ResumeSweepRequest;
import dev.anvil.metadata.v1.RetryTaskRequest;
import dev.anvil.metadata.v1.RotateKeysRequest;
import dev.anvil.metadata.v1.RotateKeysResponse;
import dev.anvil.metadata.v1.RotateSecretRequest;
import dev.anvil.metadata.v1.TaskState;
import dev.anvil.metadata.v1.TaskType;
import dev.anvil.metadata.v1.UpdateAppRequest;
import dev.anvil.metadata.v1.UpdateBucketRequest;
import dev.anvil.metadata.v1.UpdateRegionRequest;
import dev.anvil.metadata.v1.UpdateTenantRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls of operators. */
public final class Administration {
    private static final long DEADLINE_SECONDS = 30;
    private static final long KEYS_DEADLINE_SECONDS = 300;
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

    public AppSecret createApp(
            String tenant, String name, AppRole role, List<Policy> policies, Optional<Instant> expires) {
        return AppSecret.of(timed().createApp(CreateAppRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .setAdminRole(role.message())
                .addAllPolicies(policies.stream().map(Policy::message).toList())
                .setExpiresMillis(expires.map(Instant::toEpochMilli).orElse(0L))
                .build()));
    }

    public AppSecret resetSecret(String tenant, String name) {
        return AppSecret.of(timed().resetSecret(ResetSecretRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .build()));
    }

    public Region updateRegion(String name, String endpoint) {
        return Region.of(timed().updateRegion(UpdateRegionRequest.newBuilder()
                .setName(name)
                .setEndpoint(endpoint)
                .build()));
    }

    public void deleteRegion(String name) {
        var ignored = timed().deleteRegion(
                        DeleteRegionRequest.newBuilder().setName(name).build());
    }

    public Tenant tenant(String name) {
        return Tenant.of(
                timed().getTenant(GetTenantRequest.newBuilder().setName(name).build()));
    }

    /** What is null stays as it is. */
    public Tenant updateTenant(String name, @Nullable String displayName, @Nullable String email, Limit limit) {
        UpdateTenantRequest.Builder request =
                UpdateTenantRequest.newBuilder().setName(name).setQuota(limit.message());
        if (displayName != null) {
            request.setDisplayName(displayName);
        }
        if (email != null) {
            request.setEmail(email);
        }
        return Tenant.of(timed().updateTenant(request.build()));
    }

    public Usage tenantUsage(String name) {
        return Usage.of(timed().getTenantUsage(
                        GetTenantUsageRequest.newBuilder().setName(name).build()));
    }

    public App app(String tenant, String name) {
        return App.of(timed().getApp(GetAppRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .build()));
    }

    /** What is null stays as it is; an empty expiry is none any more. */
    public App updateApp(
            String tenant,
            String name,
            @Nullable Boolean enabled,
            @Nullable AppRole role,
            @Nullable Optional<Instant> expires) {
        UpdateAppRequest.Builder request =
                UpdateAppRequest.newBuilder().setTenant(tenant).setName(name);
        if (enabled != null) {
            request.setEnabled(enabled);
        }
        if (role != null) {
            request.setAdminRole(role.message());
        }
        if (expires != null) {
            request.setExpiresMillis(expires.map(Instant::toEpochMilli).orElse(0L));
        }
        return App.of(timed().updateApp(request.build()));
    }

    public AppSecret rotateSecret(String tenant, String name, Duration overlap) {
        return AppSecret.of(timed().rotateSecret(RotateSecretRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .setOverlapSeconds((int) overlap.toSeconds())
                .build()));
    }

    /** The apps that have an admin role. */
    public List<App> administrators() {
        return timed().listAdministrators(ListAdministratorsRequest.getDefaultInstance()).getAppsList().stream()
                .map(App::of)
                .toList();
    }

    public PolicyAnswer testPolicy(String tenant, String app, Policy policy) {
        TestPolicyResponse answer = timed().testPolicy(request(tenant, app, policy));
        return new PolicyAnswer(
                answer.getAllowed(),
                answer.getReason(),
                answer.getDecidingList().stream().map(Policy::of).toList());
    }

    public BucketDetail createBucket(String name, String tenant, String region) {
        return BucketDetail.of(timed().createBucket(CreateTenantBucketRequest.newBuilder()
                .setName(name)
                .setTenant(tenant)
                .setRegion(region)
                .build()));
    }

    /** Of one tenant, or of all where it is empty. */
    public List<BucketDetail> buckets(String tenant, String prefix) {
        List<BucketDetail> found = new ArrayList<>();
        ListBucketsResponse page;
        do {
            page = timed().listBuckets(ListAllBucketsRequest.newBuilder()
                    .setTenant(tenant)
                    .setPrefix(prefix)
                    .setAfter(found.isEmpty() ? "" : found.getLast().name())
                    .build());
            page.getBucketsList().stream().map(BucketDetail::of).forEach(found::add);
        } while (page.getMore() && page.getBucketsCount() > 0);
        return found;
    }

    public BucketDetail bucket(String name) {
        return BucketDetail.of(
                timed().getBucket(LookUpBucketRequest.newBuilder().setName(name).build()));
    }

    public BucketDetail updateBucket(String name, Limit limit) {
        return BucketDetail.of(timed().updateBucket(UpdateBucketRequest.newBuilder()
                .setName(name)
                .setQuota(limit.message())
                .build()));
    }

    public void setPublicAccess(String name, boolean open) {
        var ignored = timed().setBucketPublicAccess(SetBucketPublicAccessRequest.newBuilder()
                .setName(name)
                .setPublic(open)
                .build());
    }

    public void deleteBucket(String name) {
        var ignored = timed().deleteBucket(
                        LookUpBucketRequest.newBuilder().setName(name).build());
    }

    public Usage bucketUsage(String name) {
        return Usage.of(timed().getBucketUsage(
                        GetBucketUsageRequest.newBuilder().setBucket(name).build()));
    }

    public Task task(long taskId) {
        return Task.of(
                timed().getTask(GetTaskRequest.newBuilder().setTaskId(taskId).build()));
    }

    public Task cancelTask(long taskId) {
        return Task.of(timed().cancelTask(
                        CancelTaskRequest.newBuilder().setTaskId(taskId).build()));
    }

    public List<KeyUse> keys() {
        return timed().listKeys(ListKeysRequest.getDefaultInstance()).getKeysList().stream()
                .map(KeyUse::of)
                .toList();
    }

    public KeyRotation rotateKeys() {
        RotateKeysResponse answer = stub.withDeadlineAfter(KEYS_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .rotateKeys(RotateKeysRequest.getDefaultInstance());
        return new KeyRotation(answer.getKeyId(), answer.getChanged());
    }

    public SweepState sweepState() {
        return SweepState.of(timed().getSweepState(GetSweepStateRequest.getDefaultInstance()));
    }

    public SweepState resumeSweep() {
        return SweepState.of(timed().resumeSweep(ResumeSweepRequest.getDefaultInstance()));
    }

    /** The newest first, at most so many. */
    public List<AuditLine> audit(int limit) {
        List<AuditLine> found = new ArrayList<>();
        ListAuditResponse page;
        do {
            page = timed().listAudit(ListAuditRequest.newBuilder()
                    .setBefore(found.isEmpty() ? 0 : found.getLast().id())
                    .setLimit(Math.min(PAGE, limit - found.size()))
                    .build());
            page.getEntriesList().stream().map(AuditLine::of).forEach(found::add);
        } while (page.getMore() && page.getEntriesCount() > 0 && found.size() < limit);
        return found;
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
    public List<Task> tasks(Optional<String> state, Optional<String> type, int limit) {
        List<Task> found = new ArrayList<>();
        ListTasksResponse page;
        do {
            ListTasksRequest.Builder request = ListTasksRequest.newBuilder()
                    .setAfter(found.isEmpty() ? 0 : found.getLast().taskId())
                    .setLimit(Math.min(PAGE, limit - found.size()));
            state.map(word -> TaskState.valueOf(Words.constant(word, "TASK_STATE_")))
                    .ifPresent(request::setState);
            type.map(word -> TaskType.valueOf(Words.constant(word, "TASK_TYPE_")))
                    .ifPresent(request::setType);
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

    /**
     * @param state up, draining or decommissioned
     * @param acceptLoss whether a node may be given up that is not empty
     */
    public ClusterView setNodeState(String nodeId, String state, boolean acceptLoss) {
        return ClusterView.of(timed().setNodeState(SetNodeStateRequest.newBuilder()
                .setNodeId(nodeId)
                .setAcceptLoss(acceptLoss)
                .setState(NodeState.valueOf(Words.constant(state, "NODE_STATE_")))
                .build()));
    }

    /** Compares the catalogue with the drives, and names at most so many of each kind of finding. */
    public Verification verify(int shown) {
        return new VerificationRun(this::timed, shown).run();
    }

    /** What objects have on the drives of a node. */
    public List<DriveShards> nodeShards(String nodeId) {
        return timed()
                .countNodeShards(
                        CountNodeShardsRequest.newBuilder().setNodeId(nodeId).build())
                .getDrivesList()
                .stream()
                .map(drive -> new DriveShards(drive.getDriveId(), drive.getShards()))
                .toList();
    }

    private AdminServiceBlockingStub timed() {
        return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }
}
