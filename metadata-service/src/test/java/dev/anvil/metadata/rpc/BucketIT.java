package dev.anvil.metadata.rpc;

import static dev.anvil.metadata.rpc.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.anvil.metadata.v1.Bucket;
import dev.anvil.metadata.v1.BucketCatalogueGrpc;
import dev.anvil.metadata.v1.CommitObjectRequest;
import dev.anvil.metadata.v1.CommitObjectResponse;
import dev.anvil.metadata.v1.CreateBucketRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteBucketRequest;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.ListBucketsRequest;
import dev.anvil.metadata.v1.ListBucketsResponse;
import dev.anvil.metadata.v1.LookUpBucketRequest;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc;
import dev.anvil.metadata.v1.PutBucketSettingRequest;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.FailureStatus;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BucketIT {
    private final RunningService service = RunningService.shared();
    private final BucketCatalogueGrpc.BucketCatalogueBlockingStub buckets =
            BucketCatalogueGrpc.newBlockingStub(service.channel());
    private final ObjectCatalogueGrpc.ObjectCatalogueBlockingStub objects =
            ObjectCatalogueGrpc.newBlockingStub(service.channel());
    private final TenantCatalogueGrpc.TenantCatalogueBlockingStub tenants =
            TenantCatalogueGrpc.newBlockingStub(service.channel());
    private final String tenantName = RunningService.fresh("owner");
    private final String tenant = tenants.createTenant(
                    CreateTenantRequest.newBuilder().setName(tenantName).build())
            .getTenantId();
    private final String name = RunningService.fresh("bucket");

    @Test
    void aBucketIsMadeInTheOwnRegionAndLookedUp() {
        Bucket made = create(name, tenant);
        assertThat(made.getRegion()).isEqualTo(RunningService.REGION);
        assertThat(made.getBucketId().size()).isEqualTo(16);
        assertThat(made.getOwnerName()).isEqualTo(tenantName);
        assertThat(lookUp()).isEqualTo(made);
        assertThat(list().getBucketsList()).containsExactly(made);
    }

    @Test
    void aNameIsTakenForAllTenants() {
        create(name, tenant);
        assertRefused(ErrorReason.ERROR_REASON_BUCKET_ALREADY_OWNED, () -> create(name, tenant));
        String other = tenants.createTenant(CreateTenantRequest.newBuilder()
                        .setName(RunningService.fresh("other"))
                        .build())
                .getTenantId();
        assertRefused(ErrorReason.ERROR_REASON_BUCKET_EXISTS, () -> create(name, other));
    }

    @Test
    void whatIsNoNameOrNoTenantIsRefused() {
        assertRefused(ErrorReason.ERROR_REASON_INVALID_ARGUMENT, () -> create("Not_A_Bucket", tenant));
        assertRefused(ErrorReason.ERROR_REASON_INVALID_ARGUMENT, () -> create(name, "no-uuid"));
    }

    @Test
    void anUnknownBucketIsToldByItsReason() {
        assertRefused(ErrorReason.ERROR_REASON_NO_SUCH_BUCKET, this::lookUp);
        assertRefused(ErrorReason.ERROR_REASON_NO_SUCH_BUCKET, this::delete);
    }

    @Test
    void aTenantThatOwnsABucketStays() {
        create(name, tenant);
        DeleteTenantRequest request =
                DeleteTenantRequest.newBuilder().setName(tenantName).build();
        assertRefused(ErrorReason.ERROR_REASON_TENANT_NOT_EMPTY, () -> tenants.deleteTenant(request));
        delete();
        tenants.deleteTenant(request);
    }

    @Test
    void versioningThatIsPutTakesEffectAndKeepsABucketFromBeingDeletedByMarkers() {
        Bucket bucket = create(name, tenant);
        Bucket versioned = buckets.putBucketSetting(PutBucketSettingRequest.newBuilder()
                .setName(name)
                .setSetting("versioning")
                .setDocument("Enabled")
                .build());
        assertThat(versioned.getSettingsMap()).containsEntry("versioning", "Enabled");
        assertThat(lookUp()).isEqualTo(versioned);

        assertThat(commit(bucket.getBucketId(), "key").getVersioned()).isTrue();
        objects.deleteObject(DeleteObjectRequest.newBuilder()
                .setBucketId(bucket.getBucketId())
                .setKey("key")
                .build());
        assertRefused(ErrorReason.ERROR_REASON_BUCKET_NOT_EMPTY, this::delete);
    }

    @Test
    void anObjectIsEitherCommittedOrItsBucketDeletedNeverBoth() throws Exception {
        int committers = 4;
        try (ExecutorService threads = Executors.newFixedThreadPool(committers + 1)) {
            for (int round = 0; round < 25; round++) {
                String contested = RunningService.fresh("contested");
                Bucket bucket = create(contested, tenant);
                List<Future<String>> commits = new ArrayList<>();
                for (int i = 0; i < committers; i++) {
                    String key = "key-" + i;
                    commits.add(threads.submit(() -> outcome(() -> commit(bucket.getBucketId(), key))));
                }
                Future<String> deletion = threads.submit(() -> outcome(() -> delete(contested)));
                List<String> outcomes = new ArrayList<>();
                for (Future<String> commit : commits) {
                    outcomes.add(commit.get());
                }
                if (deletion.get().equals("done")) {
                    assertThat(outcomes).containsOnly("NO_SUCH_BUCKET");
                } else {
                    assertThat(deletion.get()).isEqualTo("BUCKET_NOT_EMPTY");
                    assertThat(outcomes).containsOnly("done");
                }
            }
        }
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (StatusRuntimeException e) {
            return FailureStatus.fromStatus(e).reason();
        }
    }

    private Bucket create(String bucket, String owner) {
        return buckets.createBucket(CreateBucketRequest.newBuilder()
                .setName(bucket)
                .setTenantId(owner)
                .build());
    }

    private Bucket lookUp() {
        return buckets.lookUpBucket(
                LookUpBucketRequest.newBuilder().setName(name).build());
    }

    private ListBucketsResponse list() {
        return buckets.listBuckets(
                ListBucketsRequest.newBuilder().setTenantId(tenant).build());
    }

    private void delete() {
        delete(name);
    }

    private void delete(String bucket) {
        assertThat(buckets.deleteBucket(DeleteBucketRequest.newBuilder()
                        .setName(bucket)
                        .setTenantId(tenant)
                        .build()))
                .isNotNull();
    }

    private CommitObjectResponse commit(ByteString bucket, String key) {
        return objects.commitObject(CommitObjectRequest.newBuilder()
                .setBucketId(bucket)
                .setKey(key)
                .setVersionId(VersionId.create(Instant.now()).value())
                .setEtag("d41d8cd98f00b204e9800998ecf8427e")
                .build());
    }
}
