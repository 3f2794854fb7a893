package dev.anvil.cluster.peer;

import dev.anvil.admin.v1.AdminServiceGrpc;
import dev.anvil.admin.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.anvil.admin.v1.CreateTenantBucketRequest;
import dev.anvil.admin.v1.SetBucketPublicAccessRequest;
import dev.anvil.api.v1.AuthServiceGrpc;
import dev.anvil.api.v1.GetAccessTokenRequest;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.Node;
import dev.anvil.membership.v1.NodeState;
import dev.anvil.membership.v1.Role;
import dev.anvil.membership.v1.SetNodeStateRequest;
import dev.anvil.metadata.v1.AuditEntry;
import dev.anvil.metadata.v1.CancelTaskRequest;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteRegionRequest;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.ListAuditRequest;
import dev.anvil.metadata.v1.LookUpBucketRequest;
import dev.anvil.metadata.v1.Policy;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.QuotaChange;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.metadata.v1.ResumeSweepRequest;
import dev.anvil.metadata.v1.RetryTaskRequest;
import dev.anvil.metadata.v1.RotateKeysRequest;
import dev.anvil.metadata.v1.RotateSecretRequest;
import dev.anvil.metadata.v1.UpdateAppRequest;
import dev.anvil.metadata.v1.UpdateBucketRequest;
import dev.anvil.metadata.v1.UpdateRegionRequest;
import dev.anvil.metadata.v1.UpdateTenantRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One of everything that an operator can change, and what the audit log says of each. */
public final class OperatorChanges implements AutoCloseable {
    private static final List<String> LOOKING = List.of("List", "Get", "Count", "Test", "Verify");
    private static final String TENANT = "audited";
    private static final String REGION = "audited-1";
    private static final String BUCKET = "audited-bucket";

    private final ManagedChannel channel;
    private final AdminServiceBlockingStub admin;

    public OperatorChanges(URI api, String clientId, String clientSecret) {
        channel = ManagedChannelBuilder.forAddress(api.getHost(), api.getPort())
                .usePlaintext()
                .build();
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer "
                        + AuthServiceGrpc.newBlockingStub(channel)
                                .getAccessToken(GetAccessTokenRequest.newBuilder()
                                        .setClientId(clientId)
                                        .setClientSecret(clientSecret)
                                        .build())
                                .getAccessToken());
        admin = AdminServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** By the contract: whatever does not say in its name that it only looks. */
    public static Set<String> all() {
        return AdminServiceGrpc.getServiceDescriptor().getMethods().stream()
                .map(MethodDescriptor::getBareMethodName)
                .filter(name -> LOOKING.stream().noneMatch(name::startsWith))
                .collect(Collectors.toSet());
    }

    /**
     * Makes every change.
     *
     * @param task one that waits
     * @return who each was noted for; nobody where nothing was
     */
    public Map<String, List<String>> makeAll(long task) {
        Map<String, Runnable> changes = new LinkedHashMap<>();
        regionsAndTenants(changes);
        apps(changes);
        buckets(changes);
        changes.put(
                "RetryTask",
                () -> admin.retryTask(
                        RetryTaskRequest.newBuilder().setTaskId(task).build()));
        changes.put(
                "CancelTask",
                () -> admin.cancelTask(
                        CancelTaskRequest.newBuilder().setTaskId(task).build()));
        changes.put("ResumeSweep", () -> admin.resumeSweep(ResumeSweepRequest.getDefaultInstance()));
        changes.put("RotateKeys", () -> admin.rotateKeys(RotateKeysRequest.getDefaultInstance()));
        changes.put("SetNodeState", this::tellANode);
        removals(changes);
        Map<String, List<String>> noted = new LinkedHashMap<>();
        changes.forEach((name, change) -> {
            long before = newest();
            change.run();
            noted.put(name, since(before));
        });
        return noted;
    }

    private void regionsAndTenants(Map<String, Runnable> changes) {
        changes.put(
                "CreateRegion",
                () -> admin.createRegion(
                        CreateRegionRequest.newBuilder().setName(REGION).build()));
        changes.put(
                "UpdateRegion",
                () -> admin.updateRegion(UpdateRegionRequest.newBuilder()
                        .setName(REGION)
                        .setEndpoint("http://127.0.0.1:1")
                        .build()));
        changes.put(
                "CreateTenant",
                () -> admin.createTenant(CreateTenantRequest.newBuilder()
                        .setName(TENANT)
                        .setEmail("ops@example.com")
                        .build()));
        changes.put(
                "UpdateTenant",
                () -> admin.updateTenant(UpdateTenantRequest.newBuilder()
                        .setName(TENANT)
                        .setDisplayName("Audited")
                        .build()));
    }

    private void apps(Map<String, Runnable> changes) {
        changes.put(
                "CreateApp",
                () -> admin.createApp(CreateAppRequest.newBuilder()
                        .setTenant(TENANT)
                        .setName("app")
                        .build()));
        changes.put(
                "UpdateApp",
                () -> admin.updateApp(UpdateAppRequest.newBuilder()
                        .setTenant(TENANT)
                        .setName("app")
                        .setEnabled(false)
                        .build()));
        changes.put(
                "ResetSecret",
                () -> admin.resetSecret(ResetSecretRequest.newBuilder()
                        .setTenant(TENANT)
                        .setName("app")
                        .build()));
        changes.put(
                "RotateSecret",
                () -> admin.rotateSecret(RotateSecretRequest.newBuilder()
                        .setTenant(TENANT)
                        .setName("app")
                        .setOverlapSeconds(60)
                        .build()));
        PolicyRequest policy = PolicyRequest.newBuilder()
                .setTenant(TENANT)
                .setApp("app")
                .setPolicy(Policy.newBuilder().setAction("object:read").setResource("photos/*"))
                .build();
        changes.put("GrantPolicy", () -> admin.grantPolicy(policy));
        changes.put("RevokePolicy", () -> admin.revokePolicy(policy));
    }

    private void buckets(Map<String, Runnable> changes) {
        changes.put(
                "CreateBucket",
                () -> admin.createBucket(CreateTenantBucketRequest.newBuilder()
                        .setName(BUCKET)
                        .setTenant(TENANT)
                        .build()));
        changes.put(
                "UpdateBucket",
                () -> admin.updateBucket(UpdateBucketRequest.newBuilder()
                        .setName(BUCKET)
                        .setQuota(QuotaChange.newBuilder().setObjects(5))
                        .build()));
        changes.put(
                "SetBucketPublicAccess",
                () -> admin.setBucketPublicAccess(SetBucketPublicAccessRequest.newBuilder()
                        .setName(BUCKET)
                        .setPublic(true)
                        .build()));
        changes.put(
                "DeleteBucket",
                () -> admin.deleteBucket(
                        LookUpBucketRequest.newBuilder().setName(BUCKET).build()));
    }

    private void removals(Map<String, Runnable> changes) {
        changes.put(
                "DeleteApp",
                () -> admin.deleteApp(DeleteAppRequest.newBuilder()
                        .setTenant(TENANT)
                        .setName("app")
                        .build()));
        changes.put(
                "DeleteTenant",
                () -> admin.deleteTenant(
                        DeleteTenantRequest.newBuilder().setName(TENANT).build()));
        changes.put(
                "DeleteRegion",
                () -> admin.deleteRegion(
                        DeleteRegionRequest.newBuilder().setName(REGION).build()));
    }

    /** A worker has no drives, and nothing to move: telling it hurts nobody. */
    private void tellANode() {
        Node worker = admin.getClusterView(GetViewRequest.getDefaultInstance()).getNodesList().stream()
                .filter(node -> node.getRole() == Role.ROLE_GC_WORKER)
                .findFirst()
                .orElseThrow();
        for (NodeState state : List.of(NodeState.NODE_STATE_DRAINING, NodeState.NODE_STATE_UP)) {
            var unused = admin.setNodeState(SetNodeStateRequest.newBuilder()
                    .setNodeId(worker.getNodeId())
                    .setState(state)
                    .build());
        }
    }

    private long newest() {
        return entries(1).stream().mapToLong(AuditEntry::getAuditId).max().orElse(0);
    }

    private List<String> since(long before) {
        List<String> actors = new ArrayList<>();
        entries(10).stream()
                .filter(entry -> entry.getAuditId() > before)
                .map(AuditEntry::getActor)
                .forEach(actors::add);
        return actors;
    }

    private List<AuditEntry> entries(int limit) {
        return admin.listAudit(ListAuditRequest.newBuilder().setLimit(limit).build())
                .getEntriesList();
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow();
        channel.awaitTermination(5, TimeUnit.SECONDS);
    }
}
