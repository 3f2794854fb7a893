package dev.anvil.metadata.rpc;

import static dev.anvil.metadata.rpc.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.v1.AdminRole;
import dev.anvil.metadata.v1.App;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.AppWithSecret;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.Credential;
import dev.anvil.metadata.v1.DeleteAppRequest;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.ListAppsRequest;
import dev.anvil.metadata.v1.ListTenantsRequest;
import dev.anvil.metadata.v1.ListTenantsResponse;
import dev.anvil.metadata.v1.LookUpCredentialRequest;
import dev.anvil.metadata.v1.Policy;
import dev.anvil.metadata.v1.PolicyRequest;
import dev.anvil.metadata.v1.ResetSecretRequest;
import dev.anvil.metadata.v1.Tenant;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import org.junit.jupiter.api.Test;

class TenantAndAppIT {
    private final RunningService service = RunningService.shared();
    private final TenantCatalogueGrpc.TenantCatalogueBlockingStub tenants =
            TenantCatalogueGrpc.newBlockingStub(service.channel());
    private final AppCatalogueGrpc.AppCatalogueBlockingStub apps = AppCatalogueGrpc.newBlockingStub(service.channel());
    private final String tenant = RunningService.fresh("tenant");

    @Test
    void aTenantHasACanonicalIdAsS3ShowsIt() {
        Tenant made = tenants.createTenant(CreateTenantRequest.newBuilder()
                .setName(tenant)
                .setEmail("ops@example.com")
                .build());
        assertThat(made.getCanonicalId()).matches("[0-9a-f]{64}");
        assertThat(made.getDisplayName()).isEqualTo(tenant);
        assertThat(made.getCreatedMillis()).isPositive();
    }

    @Test
    void aTenantIsMadeOnce() {
        createTenant();
        assertRefused(ErrorReason.ERROR_REASON_ALREADY_EXISTS, this::createTenant);
    }

    @Test
    void tenantsAreListedInPages() {
        String prefix = RunningService.fresh("zz-page");
        for (String end : new String[] {"a", "b", "c"}) {
            tenants.createTenant(
                    CreateTenantRequest.newBuilder().setName(prefix + end).build());
        }
        ListTenantsResponse first = tenants.listTenants(
                ListTenantsRequest.newBuilder().setAfter(prefix).setLimit(2).build());
        assertThat(first.getTenantsList()).extracting(Tenant::getName).containsExactly(prefix + "a", prefix + "b");
        assertThat(first.getMore()).isTrue();
        ListTenantsResponse second = tenants.listTenants(ListTenantsRequest.newBuilder()
                .setAfter(prefix + "b")
                .setLimit(1)
                .build());
        assertThat(second.getTenantsList()).extracting(Tenant::getName).containsExactly(prefix + "c");
    }

    @Test
    void anAppIsMadeWithASecretThatGatewaysCanLookUp() {
        createTenant();
        AppWithSecret made = createApp("uploader", "object:write", "photos/*");
        assertThat(made.getApp().getClientId()).matches("[A-Z0-9]{20}");
        assertThat(made.getClientSecret()).matches("[A-Za-z0-9]{40}");

        Credential credential = lookUp(made.getApp().getClientId());
        assertThat(credential.getClientSecret()).isEqualTo(made.getClientSecret());
        assertThat(credential.getApp()).isEqualTo(made.getApp());
        assertThat(credential.getApp().getAdminRole()).isEqualTo(AdminRole.ADMIN_ROLE_SUPER_ADMIN);
        assertThat(credential.getApp().getEnabled()).isTrue();
        assertThat(credential.getApp().getPoliciesList()).containsExactly(policy("object:write", "photos/*"));
        assertThat(credential.getTenant().getName()).isEqualTo(tenant);
    }

    @Test
    void clientIdAndSecretCanBeChosen() {
        createTenant();
        String clientId = "CHOSEN" + RunningService.fresh("ID");
        AppWithSecret made = apps.createApp(CreateAppRequest.newBuilder()
                .setTenant(tenant)
                .setName("chosen")
                .setClientId(clientId)
                .setClientSecret("a-secret-of-ones-own/+=")
                .build());
        assertThat(made.getApp().getClientId()).isEqualTo(clientId);
        assertThat(lookUp(clientId).getClientSecret()).isEqualTo("a-secret-of-ones-own/+=");
        assertRefused(
                ErrorReason.ERROR_REASON_ALREADY_EXISTS,
                () -> apps.createApp(CreateAppRequest.newBuilder()
                        .setTenant(tenant)
                        .setName("another")
                        .setClientId(clientId)
                        .build()));
    }

    @Test
    void anAppIsMadeOnce() {
        createTenant();
        createApp("once", "*", "*");
        assertRefused(ErrorReason.ERROR_REASON_ALREADY_EXISTS, () -> createApp("once", "*", "*"));
    }

    @Test
    void anAppNeedsItsTenant() {
        assertRefused(ErrorReason.ERROR_REASON_NOT_FOUND, () -> createApp("homeless", "*", "*"));
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        createTenant();
        assertRefused(ErrorReason.ERROR_REASON_INVALID_ARGUMENT, () -> createApp("a", "object:raed", "*"));
        assertRefused(ErrorReason.ERROR_REASON_INVALID_ARGUMENT, () -> createApp("a", "object:read", "photos/*/a"));
        assertRefused(ErrorReason.ERROR_REASON_INVALID_ARGUMENT, () -> createApp("a", "object:read", "Photos"));
    }

    @Test
    void aResetSecretEndsTheOldOne() {
        createTenant();
        AppWithSecret before = createApp("rotating", "*", "*");
        AppWithSecret after = apps.resetSecret(ResetSecretRequest.newBuilder()
                .setTenant(tenant)
                .setName("rotating")
                .build());
        assertThat(after.getApp()).isEqualTo(before.getApp());
        assertThat(after.getClientSecret()).isNotEqualTo(before.getClientSecret());
        assertThat(lookUp(before.getApp().getClientId()).getClientSecret()).isEqualTo(after.getClientSecret());
    }

    @Test
    void policiesAreGrantedAndRevokedAnyNumberOfTimes() {
        createTenant();
        createApp("reader", "object:read", "photos");
        PolicyRequest request = PolicyRequest.newBuilder()
                .setTenant(tenant)
                .setApp("reader")
                .setPolicy(policy("bucket:list", "*"))
                .build();
        apps.grantPolicy(request);
        App granted = apps.grantPolicy(request);
        assertThat(granted.getPoliciesList())
                .containsExactlyInAnyOrder(policy("object:read", "photos"), policy("bucket:list", "*"));
        apps.revokePolicy(request);
        App revoked = apps.revokePolicy(request);
        assertThat(revoked.getPoliciesList()).containsExactly(policy("object:read", "photos"));
    }

    @Test
    void aDeletedAppIsGone() {
        createTenant();
        String clientId = createApp("gone", "*", "*").getApp().getClientId();
        DeleteAppRequest request =
                DeleteAppRequest.newBuilder().setTenant(tenant).setName("gone").build();
        apps.deleteApp(request);
        assertRefused(ErrorReason.ERROR_REASON_NOT_FOUND, () -> lookUp(clientId));
        assertRefused(ErrorReason.ERROR_REASON_NOT_FOUND, () -> apps.deleteApp(request));
    }

    @Test
    void aTenantsAppsGoWithIt() {
        createTenant();
        String clientId = createApp("goes-too", "*", "*").getApp().getClientId();
        tenants.deleteTenant(DeleteTenantRequest.newBuilder().setName(tenant).build());
        assertRefused(ErrorReason.ERROR_REASON_NOT_FOUND, () -> lookUp(clientId));
        assertRefused(
                ErrorReason.ERROR_REASON_NOT_FOUND,
                () -> apps.listApps(
                        ListAppsRequest.newBuilder().setTenant(tenant).build()));
    }

    @Test
    void aTenantSeesItsOwnAppsOnly() {
        createTenant();
        createApp("mine", "*", "*");
        String other = RunningService.fresh("other");
        tenants.createTenant(CreateTenantRequest.newBuilder().setName(other).build());
        assertThat(apps.listApps(ListAppsRequest.newBuilder().setTenant(other).build())
                        .getAppsList())
                .isEmpty();
        assertThat(apps.listApps(ListAppsRequest.newBuilder().setTenant(tenant).build())
                        .getAppsList())
                .extracting(App::getName)
                .containsExactly("mine");
    }

    @Test
    void whatCannotBeAClientIdIsNotThere() {
        assertRefused(ErrorReason.ERROR_REASON_NOT_FOUND, () -> lookUp("no such\0thing"));
    }

    private Tenant createTenant() {
        return tenants.createTenant(
                CreateTenantRequest.newBuilder().setName(tenant).build());
    }

    private AppWithSecret createApp(String name, String action, String resource) {
        return apps.createApp(CreateAppRequest.newBuilder()
                .setTenant(tenant)
                .setName(name)
                .setAdminRole(AdminRole.ADMIN_ROLE_SUPER_ADMIN)
                .addPolicies(policy(action, resource))
                .build());
    }

    private Credential lookUp(String clientId) {
        return apps.lookUpCredential(
                LookUpCredentialRequest.newBuilder().setClientId(clientId).build());
    }

    private static Policy policy(String action, String resource) {
        return Policy.newBuilder().setAction(action).setResource(resource).build();
    }
}
