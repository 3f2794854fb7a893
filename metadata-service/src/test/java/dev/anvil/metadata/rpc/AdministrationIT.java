package dev.anvil.metadata.rpc;

import static dev.anvil.metadata.rpc.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.metadata.v1.AdminRole;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.AppWithSecret;
import dev.anvil.metadata.v1.AuditEntry;
import dev.anvil.metadata.v1.AuditLogGrpc;
import dev.anvil.metadata.v1.Bucket;
import dev.anvil.metadata.v1.BucketCatalogueGrpc;
import dev.anvil.metadata.v1.CancelTaskRequest;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateBucketRequest;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.Credential;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteRegionRequest;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.GetBucketUsageRequest;
import dev.anvil.metadata.v1.GetTaskRequest;
import dev.anvil.metadata.v1.GetTenantUsageRequest;
import dev.anvil.metadata.v1.Key;
import dev.anvil.metadata.v1.KeyRingGrpc;
import dev.anvil.metadata.v1.ListAdministratorsRequest;
import dev.anvil.metadata.v1.ListAllBucketsRequest;
import dev.anvil.metadata.v1.ListAuditRequest;
import dev.anvil.metadata.v1.ListKeysRequest;
import dev.anvil.metadata.v1.LookUpCredentialRequest;
import dev.anvil.metadata.v1.Policy;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.QuotaChange;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.metadata.v1.RetiringSecret;
import dev.anvil.metadata.v1.RotateKeysRequest;
import dev.anvil.metadata.v1.RotateSecretRequest;
import dev.anvil.metadata.v1.TaskPriority;
import dev.anvil.metadata.v1.TaskQueueGrpc;
import dev.anvil.metadata.v1.Tenant;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.UpdateAppRequest;
import dev.anvil.metadata.v1.UpdateBucketRequest;
import dev.anvil.metadata.v1.UpdateRegionRequest;
import dev.anvil.metadata.v1.UpdateTenantRequest;
import dev.anvil.metadata.v1.UsageCatalogueGrpc;
import dev.anvil.runtime.credential.Actor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators do. */
class AdministrationIT {
    private final RunningService service = RunningService.shared();
    private final TenantCatalogueGrpc.TenantCatalogueBlockingStub tenants =
            TenantCatalogueGrpc.newBlockingStub(service.channel()).withInterceptors(Actor.naming("default/admin (ID)"));
    private final AppCatalogueGrpc.AppCatalogueBlockingStub apps = AppCatalogueGrpc.newBlockingStub(service.channel());
    private final BucketCatalogueGrpc.BucketCatalogueBlockingStub buckets =
            BucketCatalogueGrpc.newBlockingStub(service.channel());
    private final UsageCatalogueGrpc.UsageCatalogueBlockingStub usage =
            UsageCatalogueGrpc.newBlockingStub(service.channel());
    private final TaskQueueGrpc.TaskQueueBlockingStub tasks = TaskQueueGrpc.newBlockingStub(service.channel());
    private final AuditLogGrpc.AuditLogBlockingStub audit = AuditLogGrpc.newBlockingStub(service.channel());
    private final String tenant = RunningService.fresh("admin-tenant");

    private Tenant createTenant() {
        return tenants.createTenant(CreateTenantRequest.newBuilder()
                .setName(tenant)
                .setEmail("ops@example.com")
                .build());
    }

    private AppWithSecret createApp(AppCatalogueGrpc.AppCatalogueBlockingStub apps, String name, AdminRole role) {
        return apps.createApp(CreateAppRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .setAdminRole(role)
                .build());
    }

    private List<AuditEntry> log(String subject) {
        return audit.listAudit(ListAuditRequest.getDefaultInstance()).getEntriesList().stream()
                .filter(entry -> entry.getSubject().equals(subject))
                .toList();
    }

    @Test
    void aTenantIsChangedPieceByPiece() {
        createTenant();
        tenants.updateTenant(UpdateTenantRequest.newBuilder()
                .setName(tenant)
                .setDisplayName("The Tenant")
                .setQuota(QuotaChange.newBuilder().setBytes(1_000).setObjects(10))
                .build());
        Tenant changed = tenants.updateTenant(UpdateTenantRequest.newBuilder()
                .setName(tenant)
                .setQuota(QuotaChange.newBuilder().setObjects(-1))
                .build());
        assertThat(changed.getDisplayName()).isEqualTo("The Tenant");
        assertThat(changed.getEmail()).isEqualTo("ops@example.com");
        assertThat(changed.getQuota().getBytes()).isEqualTo(1_000);
        assertThat(changed.getQuota().hasObjects()).isFalse();
    }

    @Test
    void everyChangeIsInTheAuditLogWithWhoAskedForIt() {
        createTenant();
        createApp(apps, "worker", AdminRole.ADMIN_ROLE_NONE);
        var ignored = apps.grantPolicy(PolicyRequest.newBuilder()
                .setTenant(tenant)
                .setApp("worker")
                .setPolicy(Policy.newBuilder().setAction("policy:grant").setResource("photos/*"))
                .build());
        assertThat(log(tenant)).singleElement().satisfies(entry -> {
            assertThat(entry.getAction()).isEqualTo("tenant.create");
            assertThat(entry.getActor()).isEqualTo("default/admin (ID)");
        });
        assertThat(log(tenant + "/worker"))
                .extracting(AuditEntry::getAction)
                .containsExactly("policy.grant", "app.create");
        assertThat(log(tenant + "/worker").getFirst().getDetail()).isEqualTo("policy:grant|photos/*");
    }

    @Test
    void whatIsRefusedIsNotInTheAuditLog() {
        createTenant();
        assertRefused(ErrorReason.ERROR_REASON_ALREADY_EXISTS, this::createTenant);
        assertThat(log(tenant)).hasSize(1);
    }

    /** A bucket is made and deleted in two databases: its line is there before, and says so where it came to nothing. */
    @Test
    void aBucketThatIsRefusedIsMarkedAsRefused() {
        Tenant owner = createTenant();
        String name = RunningService.fresh("audited-bucket");
        BucketCatalogueGrpc.BucketCatalogueBlockingStub asAdmin =
                buckets.withInterceptors(Actor.naming("default/admin (ID)"));
        CreateBucketRequest create = CreateBucketRequest.newBuilder()
                .setName(name)
                .setTenantId(owner.getTenantId())
                .build();
        Bucket made = asAdmin.createBucket(create);
        assertThat(made.getName()).isEqualTo(name);
        assertRefused(ErrorReason.ERROR_REASON_BUCKET_ALREADY_OWNED, () -> asAdmin.createBucket(create));
        assertThat(log(name))
                .extracting(AuditEntry::getDetail)
                .containsExactly("refused: BUCKET_ALREADY_OWNED", "asked for");
    }

    @Test
    void aSecretIsRotatedWithoutLockingAnybodyOut() {
        createTenant();
        AppWithSecret made = createApp(apps, "rotated", AdminRole.ADMIN_ROLE_NONE);
        RotateSecretRequest rotate = RotateSecretRequest.newBuilder()
                .setTenant(tenant)
                .setName("rotated")
                .setOverlapSeconds(3_600)
                .build();
        AppWithSecret second = apps.rotateSecret(rotate);
        AppWithSecret third = apps.rotateSecret(rotate);
        Credential credential = lookUp(made);
        assertThat(credential.getClientSecret()).isEqualTo(third.getClientSecret());
        assertThat(credential.getRetiringList())
                .extracting(RetiringSecret::getClientSecret)
                .containsExactly(second.getClientSecret(), made.getClientSecret());
        apps.rotateSecret(rotate);
        apps.rotateSecret(rotate);
        assertRefused(ErrorReason.ERROR_REASON_LIMIT_EXCEEDED, () -> apps.rotateSecret(rotate));

        AppWithSecret reset = apps.resetSecret(ResetSecretRequest.newBuilder()
                .setTenant(tenant)
                .setName("rotated")
                .build());
        assertThat(lookUp(made).getClientSecret()).isEqualTo(reset.getClientSecret());
        assertThat(lookUp(made).getRetiringList()).isEmpty();
    }

    private Credential lookUp(AppWithSecret app) {
        return apps.lookUpCredential(LookUpCredentialRequest.newBuilder()
                .setClientId(app.getApp().getClientId())
                .build());
    }

    @Test
    void anAppIsDisabledAndExpires() {
        createTenant();
        AppWithSecret made = createApp(apps, "leaving", AdminRole.ADMIN_ROLE_NONE);
        UpdateAppRequest.Builder update =
                UpdateAppRequest.newBuilder().setTenant(tenant).setName("leaving");
        assertThat(apps.updateApp(update.setEnabled(false).build()).getEnabled())
                .isFalse();
        assertThat(lookUp(made).getApp().getEnabled()).isFalse();
        long expires = made.getApp().getCreatedMillis() + 60_000;
        assertThat(apps.updateApp(
                        update.setEnabled(true).setExpiresMillis(expires).build()))
                .satisfies(app -> assertThat(app.getExpiresMillis()).isEqualTo(expires));
        assertThat(apps.updateApp(update.clearEnabled().setExpiresMillis(0).build())
                        .getExpiresMillis())
                .isZero();
    }

    @Test
    void theLastAdministratorCannotBeRemoved() {
        try (RunningService fresh = RunningService.start(TestPostgres.empty(), TestPostgres.empty())) {
            var freshApps = AppCatalogueGrpc.newBlockingStub(fresh.channel());
            var ignored = TenantCatalogueGrpc.newBlockingStub(fresh.channel())
                    .createTenant(
                            CreateTenantRequest.newBuilder().setName(tenant).build());
            createApp(freshApps, "root", AdminRole.ADMIN_ROLE_SUPER_ADMIN);
            UpdateAppRequest.Builder root =
                    UpdateAppRequest.newBuilder().setTenant(tenant).setName("root");
            assertRefused(
                    ErrorReason.ERROR_REASON_LAST_ADMIN,
                    () -> freshApps.updateApp(root.setEnabled(false).build()));
            assertRefused(
                    ErrorReason.ERROR_REASON_LAST_ADMIN,
                    () -> freshApps.deleteApp(DeleteAppRequest.newBuilder()
                            .setTenant(tenant)
                            .setName("root")
                            .build()));
            createApp(freshApps, "second", AdminRole.ADMIN_ROLE_SUPER_ADMIN);
            assertThat(freshApps
                            .updateApp(root.clearEnabled()
                                    .setAdminRole(AdminRole.ADMIN_ROLE_READ_ONLY_VIEWER)
                                    .build())
                            .getAdminRole())
                    .isEqualTo(AdminRole.ADMIN_ROLE_READ_ONLY_VIEWER);
            assertThat(freshApps
                            .listAdministrators(ListAdministratorsRequest.getDefaultInstance())
                            .getAppsList())
                    .hasSize(2);
        }
    }

    @Test
    void secretsAreEncryptedAnewUnderAnotherKey() {
        TestPostgres global = TestPostgres.empty();
        TestPostgres regional = TestPostgres.empty();
        String newer = "fedcba9876543210".repeat(4);
        AppWithSecret made;
        try (RunningService before = RunningService.start(global, regional)) {
            var ignored = TenantCatalogueGrpc.newBlockingStub(before.channel())
                    .createTenant(
                            CreateTenantRequest.newBuilder().setName(tenant).build());
            made = createApp(
                    AppCatalogueGrpc.newBlockingStub(before.channel()), "kept", AdminRole.ADMIN_ROLE_SUPER_ADMIN);
        }
        Map<String, String> both =
                Map.of("anvil.secret-encryption-key", newer, "anvil.secret-decryption-keys", RunningService.KEY);
        try (RunningService during = RunningService.start(global.url(), regional.url(), both)) {
            KeyRingGrpc.KeyRingBlockingStub keys = KeyRingGrpc.newBlockingStub(during.channel());
            assertThat(keys.rotateKeys(RotateKeysRequest.getDefaultInstance()).getChanged())
                    .isEqualTo(1);
            assertThat(keys.listKeys(ListKeysRequest.getDefaultInstance()).getKeysList())
                    .extracting(Key::getSecrets)
                    .containsExactly(1L, 0L);
        }
        try (RunningService after =
                RunningService.start(global.url(), regional.url(), Map.of("anvil.secret-encryption-key", newer))) {
            assertThat(AppCatalogueGrpc.newBlockingStub(after.channel())
                            .lookUpCredential(LookUpCredentialRequest.newBuilder()
                                    .setClientId(made.getApp().getClientId())
                                    .build())
                            .getClientSecret())
                    .isEqualTo(made.getClientSecret());
        }
    }

    @Test
    void aRegionGoesWhenNobodyLivesThere() {
        RegionsOf regions = new RegionsOf(service);
        String name = RunningService.fresh("gone-region");
        regions.stub.createRegion(CreateRegionRequest.newBuilder().setName(name).build());
        assertThat(regions.stub
                        .updateRegion(UpdateRegionRequest.newBuilder()
                                .setName(name)
                                .setEndpoint("https://s3.example.com")
                                .build())
                        .getEndpoint())
                .isEqualTo("https://s3.example.com");
        DeleteRegionRequest delete =
                DeleteRegionRequest.newBuilder().setName(name).build();
        var ignored = regions.stub.deleteRegion(delete);
        assertRefused(ErrorReason.ERROR_REASON_NOT_FOUND, () -> regions.stub.deleteRegion(delete));
    }

    private record RegionsOf(dev.anvil.metadata.v1.RegionCatalogueGrpc.RegionCatalogueBlockingStub stub) {
        RegionsOf(RunningService service) {
            this(dev.anvil.metadata.v1.RegionCatalogueGrpc.newBlockingStub(service.channel()));
        }
    }

    @Test
    void bucketsOfAllTenantsAreListedWithQuotaAndUsage() {
        Tenant owner = createTenant();
        String name = RunningService.fresh("admin-bucket");
        var ignored = buckets.createBucket(CreateBucketRequest.newBuilder()
                .setName(name)
                .setTenantId(owner.getTenantId())
                .build());
        Bucket changed = buckets.updateBucket(UpdateBucketRequest.newBuilder()
                .setName(name)
                .setQuota(QuotaChange.newBuilder().setBytes(5))
                .build());
        assertThat(changed.getQuota().getBytes()).isEqualTo(5);
        assertThat(buckets.listAllBuckets(ListAllBucketsRequest.newBuilder()
                                .setTenant(tenant)
                                .build())
                        .getBucketsList())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.getTenantName()).isEqualTo(tenant));
        service.database(Schema.REGIONAL).sql("""
                        insert into usage_delta (bucket_id, objects, versions, bytes, pending_bytes)
                        select bucket_id, 2, 3, 70, 5 from bucket where bucket_id = ?""").param(uuid(changed)).update();
        assertThat(usage.getBucketUsage(GetBucketUsageRequest.newBuilder()
                                .setBucket(name)
                                .build())
                        .getBytes())
                .isEqualTo(70);
        assertThat(usage.getTenantUsage(
                        GetTenantUsageRequest.newBuilder().setName(tenant).build()))
                .satisfies(sum -> {
                    assertThat(sum.getObjects()).isEqualTo(2);
                    assertThat(sum.getVersions()).isEqualTo(3);
                    assertThat(sum.getPendingBytes()).isEqualTo(5);
                });
    }

    private static java.util.UUID uuid(Bucket bucket) {
        var bytes = bucket.getBucketId().asReadOnlyByteBuffer();
        return new java.util.UUID(bytes.getLong(), bytes.getLong());
    }

    @Test
    void aTaskIsShownAndCancelled() {
        long id = service.database(Schema.GLOBAL)
                .sql("""
                        insert into task (type, region, subject, due, created)
                        values (1, 'nowhere', ?, now(), now()) returning task_id""")
                .param(RunningService.fresh("subject"))
                .query(Long.class)
                .single();
        assertThat(tasks.getTask(GetTaskRequest.newBuilder().setTaskId(id).build())
                        .getRegion())
                .isEqualTo("nowhere");
        assertThat(tasks.getTask(GetTaskRequest.newBuilder().setTaskId(id).build())
                        .getPriority())
                .isEqualTo(TaskPriority.TASK_PRIORITY_ORDINARY);
        CancelTaskRequest cancel = CancelTaskRequest.newBuilder().setTaskId(id).build();
        assertThat(tasks.cancelTask(cancel).getTaskId()).isEqualTo(id);
        assertRefused(ErrorReason.ERROR_REASON_NOT_FOUND, () -> tasks.cancelTask(cancel));
    }
}
