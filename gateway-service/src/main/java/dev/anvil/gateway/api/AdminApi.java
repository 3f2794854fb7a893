package dev.anvil.gateway.api;

import dev.anvil.admin.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.anvil.admin.v1.CountNodeShardsRequest;
import dev.anvil.admin.v1.CountNodeShardsResponse;
import dev.anvil.admin.v1.CreateTenantBucketRequest;
import dev.anvil.admin.v1.SetBucketPublicAccessRequest;
import dev.anvil.admin.v1.TestPolicyResponse;
import dev.anvil.admin.v1.VerifyBlobsRequest;
import dev.anvil.admin.v1.VerifyBlobsResponse;
import dev.anvil.admin.v1.VerifyDriveRequest;
import dev.anvil.admin.v1.VerifyDriveResponse;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.catalogue.AdminRole;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.SetNodeStateRequest;
import dev.anvil.metadata.v1.App;
import dev.anvil.metadata.v1.AppWithSecret;
import dev.anvil.metadata.v1.Bucket;
import dev.anvil.metadata.v1.CancelTaskRequest;
import dev.anvil.metadata.v1.CountTasksRequest;
import dev.anvil.metadata.v1.CountTasksResponse;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateBucketRequest;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteAppResponse;
import dev.anvil.metadata.v1.DeleteBucketRequest;
import dev.anvil.metadata.v1.DeleteBucketResponse;
import dev.anvil.metadata.v1.DeleteRegionRequest;
import dev.anvil.metadata.v1.DeleteRegionResponse;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.DeleteTenantResponse;
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
import dev.anvil.metadata.v1.ListKeysResponse;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListRegionsResponse;
import dev.anvil.metadata.v1.ListTasksRequest;
import dev.anvil.metadata.v1.ListTasksResponse;
import dev.anvil.metadata.v1.ListTenantsRequest;
import dev.anvil.metadata.v1.ListTenantsResponse;
import dev.anvil.metadata.v1.LookUpBucketRequest;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.PutBucketSettingRequest;
import dev.anvil.metadata.v1.Region;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.metadata.v1.ResumeSweepRequest;
import dev.anvil.metadata.v1.RetryTaskRequest;
import dev.anvil.metadata.v1.RotateKeysRequest;
import dev.anvil.metadata.v1.RotateKeysResponse;
import dev.anvil.metadata.v1.RotateSecretRequest;
import dev.anvil.metadata.v1.SweepState;
import dev.anvil.metadata.v1.Task;
import dev.anvil.metadata.v1.Tenant;
import dev.anvil.metadata.v1.UpdateAppRequest;
import dev.anvil.metadata.v1.UpdateBucketRequest;
import dev.anvil.metadata.v1.UpdateRegionRequest;
import dev.anvil.metadata.v1.UpdateTenantRequest;
import dev.anvil.metadata.v1.Usage;
import dev.anvil.model.BucketName;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;

/**
 * What operators do. The services behind it do the work; here is decided who may ask for it, and afterwards what this gateway
 * has remembered is forgotten, so that an operator sees the change at once.
 */
final class AdminApi extends AdminServiceImplBase {
    private final AdminPeers peers;
    private final ChangeListeners changes;
    private final PolicyTest policyTest;
    private final BlobVerification blobVerification;
    private final DriveVerification driveVerification;
    private final NodeShards nodes;

    AdminApi(AdminPeers peers, DriveQuestions drives, ChangeListeners changes, BucketDirectory buckets) {
        this.blobVerification = new BlobVerification(drives);
        this.driveVerification = new DriveVerification(drives);
        this.policyTest = new PolicyTest(buckets);
        this.nodes = new NodeShards(peers);
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
        Answers.answer(observer, () -> {
            Delegation.require(ApiCaller.current(), request);
            return forget(peers.apps().grantPolicy(request));
        });
    }

    @Override
    public void revokePolicy(PolicyRequest request, StreamObserver<App> observer) {
        Answers.answer(observer, () -> {
            Delegation.require(ApiCaller.current(), request);
            return forget(peers.apps().revokePolicy(request));
        });
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

    @Override
    public void setNodeState(SetNodeStateRequest request, StreamObserver<ClusterView> observer) {
        change(observer, () -> nodes.tell(request));
    }

    @Override
    public void countNodeShards(CountNodeShardsRequest request, StreamObserver<CountNodeShardsResponse> observer) {
        look(observer, () -> nodes.count(request.getNodeId()));
    }

    @Override
    public void updateRegion(UpdateRegionRequest request, StreamObserver<Region> observer) {
        change(observer, () -> peers.regions().updateRegion(request));
    }

    @Override
    public void deleteRegion(DeleteRegionRequest request, StreamObserver<DeleteRegionResponse> observer) {
        change(observer, () -> peers.regions().deleteRegion(request));
    }

    @Override
    public void getTenant(GetTenantRequest request, StreamObserver<Tenant> observer) {
        look(observer, () -> peers.tenants().getTenant(request));
    }

    @Override
    public void updateTenant(UpdateTenantRequest request, StreamObserver<Tenant> observer) {
        change(observer, () -> {
            Tenant changed = peers.tenants().updateTenant(request);
            changes.everythingChanged();
            return changed;
        });
    }

    @Override
    public void getTenantUsage(GetTenantUsageRequest request, StreamObserver<Usage> observer) {
        look(observer, () -> peers.usage().getTenantUsage(request));
    }

    @Override
    public void getApp(GetAppRequest request, StreamObserver<App> observer) {
        look(observer, () -> peers.apps().getApp(request));
    }

    @Override
    public void updateApp(UpdateAppRequest request, StreamObserver<App> observer) {
        change(observer, () -> forget(peers.apps().updateApp(request)));
    }

    @Override
    public void rotateSecret(RotateSecretRequest request, StreamObserver<AppWithSecret> observer) {
        change(observer, () -> forget(peers.apps().rotateSecret(request)));
    }

    @Override
    public void listAdministrators(ListAdministratorsRequest request, StreamObserver<ListAppsResponse> observer) {
        look(observer, () -> peers.apps().listAdministrators(request));
    }

    @Override
    public void listBuckets(ListAllBucketsRequest request, StreamObserver<ListBucketsResponse> observer) {
        look(observer, () -> peers.buckets().listAllBuckets(request));
    }

    @Override
    public void getBucket(LookUpBucketRequest request, StreamObserver<Bucket> observer) {
        look(observer, () -> peers.buckets().lookUpBucket(request));
    }

    @Override
    public void updateBucket(UpdateBucketRequest request, StreamObserver<Bucket> observer) {
        change(observer, () -> forget(peers.buckets().updateBucket(request)));
    }

    @Override
    public void setBucketPublicAccess(SetBucketPublicAccessRequest request, StreamObserver<Bucket> observer) {
        var setting = PutBucketSettingRequest.newBuilder()
                .setName(request.getName())
                .setSetting(BucketSetting.PUBLIC_ACCESS.documentName());
        if (request.getPublic()) {
            setting.setDocument(BucketRules.PUBLIC_READ);
        }
        change(observer, () -> forget(peers.buckets().putBucketSetting(setting.build())));
    }

    @Override
    public void getBucketUsage(GetBucketUsageRequest request, StreamObserver<Usage> observer) {
        look(observer, () -> peers.usage().getBucketUsage(request));
    }

    @Override
    public void getTask(GetTaskRequest request, StreamObserver<Task> observer) {
        look(observer, () -> peers.tasks().getTask(request));
    }

    @Override
    public void cancelTask(CancelTaskRequest request, StreamObserver<Task> observer) {
        change(observer, () -> peers.tasks().cancelTask(request));
    }

    @Override
    public void getSweepState(GetSweepStateRequest request, StreamObserver<SweepState> observer) {
        look(observer, () -> peers.blobs().getSweepState(request));
    }

    @Override
    public void resumeSweep(ResumeSweepRequest request, StreamObserver<SweepState> observer) {
        change(observer, () -> peers.blobs().resumeSweep(request));
    }

    @Override
    public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> observer) {
        look(observer, () -> peers.keys().listKeys(request));
    }

    @Override
    public void rotateKeys(RotateKeysRequest request, StreamObserver<RotateKeysResponse> observer) {
        change(observer, () -> peers.keys().rotateKeys(request));
    }

    @Override
    public void listAudit(ListAuditRequest request, StreamObserver<ListAuditResponse> observer) {
        look(observer, () -> peers.audit().listAudit(request));
    }

    @Override
    public void createBucket(CreateTenantBucketRequest request, StreamObserver<Bucket> observer) {
        change(observer, () -> {
            Tenant owner = peers.tenants()
                    .getTenant(GetTenantRequest.newBuilder()
                            .setName(request.getTenant())
                            .build());
            return forget(peers.buckets()
                    .createBucket(CreateBucketRequest.newBuilder()
                            .setName(request.getName())
                            .setTenantId(owner.getTenantId())
                            .setRegion(request.getRegion())
                            .build()));
        });
    }

    @Override
    public void deleteBucket(LookUpBucketRequest request, StreamObserver<DeleteBucketResponse> observer) {
        change(observer, () -> {
            Bucket bucket = peers.buckets().lookUpBucket(request);
            DeleteBucketResponse answer = peers.buckets()
                    .deleteBucket(DeleteBucketRequest.newBuilder()
                            .setName(bucket.getName())
                            .setTenantId(bucket.getTenantId())
                            .build());
            forget(bucket);
            return answer;
        });
    }

    @Override
    public void testPolicy(PolicyRequest request, StreamObserver<TestPolicyResponse> observer) {
        look(observer, () -> {
            App app = peers.apps()
                    .getApp(GetAppRequest.newBuilder()
                            .setTenant(request.getTenant())
                            .setName(request.getApp())
                            .build());
            return policyTest.test(app, request.getPolicy());
        });
    }

    @Override
    public void verifyBlobs(VerifyBlobsRequest request, StreamObserver<VerifyBlobsResponse> observer) {
        look(observer, () -> blobVerification.page(request, peers.blobs()));
    }

    @Override
    public void verifyDrive(VerifyDriveRequest request, StreamObserver<VerifyDriveResponse> observer) {
        look(observer, () -> driveVerification.page(request, peers.blobs()));
    }

    private Bucket forget(Bucket bucket) {
        changes.bucketChanged(new BucketName(bucket.getName()));
        return bucket;
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
