package dev.anvil.standalone.peer;

import dev.anvil.metadata.v1.AdminRole;
import dev.anvil.metadata.v1.App;
import dev.anvil.metadata.v1.AppCatalogueGrpc;
import dev.anvil.metadata.v1.AppCatalogueGrpc.AppCatalogueBlockingStub;
import dev.anvil.metadata.v1.CreateAppRequest;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.ListAppsRequest;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListTenantsRequest;
import dev.anvil.metadata.v1.LookUpCredentialRequest;
import dev.anvil.metadata.v1.Policy;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.metadata.v1.RegionCatalogueGrpc.RegionCatalogueBlockingStub;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.TenantCatalogueGrpc.TenantCatalogueBlockingStub;
import dev.anvil.model.RegionName;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What must be there before anybody can use an instance: its region, a tenant, and an app that may do everything. Every
 * step looks first and makes only what is missing, so that a start that died in between is simply done again, and several
 * nodes may start at once on the same databases.
 */
public final class FirstStart {
    private static final String TENANT = "default";
    private static final String APP = "admin";
    private static final int PAGE = 1_000;

    private final RegionCatalogueBlockingStub regions;
    private final TenantCatalogueBlockingStub tenants;
    private final AppCatalogueBlockingStub apps;

    public FirstStart(Channel metadata) {
        regions = RegionCatalogueGrpc.newBlockingStub(metadata);
        tenants = TenantCatalogueGrpc.newBlockingStub(metadata);
        apps = AppCatalogueGrpc.newBlockingStub(metadata);
    }

    /** The keys of the app that may do everything. */
    public record Keys(String id, String secret) {
        @Override
        public String toString() {
            return "Keys[" + id + "]";
        }
    }

    public Keys ensure(RegionName region) {
        if (!knows(region)) {
            unlessThere(() -> regions.createRegion(
                    CreateRegionRequest.newBuilder().setName(region.value()).build()));
        }
        if (!knowsTenant()) {
            unlessThere(() -> tenants.createTenant(CreateTenantRequest.newBuilder()
                    .setName(TENANT)
                    .setDisplayName(TENANT)
                    .build()));
        }
        return existing()
                .or(this::made)
                .or(this::existing)
                .orElseThrow(() -> new IllegalStateException(
                        "the app '" + APP + "' of tenant '" + TENANT + "' can neither be found nor made"));
    }

    private boolean knows(RegionName region) {
        return regions.listRegions(ListRegionsRequest.getDefaultInstance()).getRegionsList().stream()
                .anyMatch(known -> known.getName().equals(region.value()));
    }

    private boolean knowsTenant() {
        return tenants
                .listTenants(ListTenantsRequest.newBuilder().setLimit(PAGE).build())
                .getTenantsList()
                .stream()
                .anyMatch(known -> known.getName().equals(TENANT));
    }

    private Optional<Keys> existing() {
        Optional<App> app =
                apps
                        .listApps(ListAppsRequest.newBuilder()
                                .setTenant(TENANT)
                                .setLimit(PAGE)
                                .build())
                        .getAppsList()
                        .stream()
                        .filter(known -> known.getName().equals(APP))
                        .findFirst();
        return app.map(found -> new Keys(
                found.getClientId(),
                apps.lookUpCredential(LookUpCredentialRequest.newBuilder()
                                .setClientId(found.getClientId())
                                .build())
                        .getClientSecret()));
    }

    private Optional<Keys> made() {
        return unlessThere(() -> apps.createApp(CreateAppRequest.newBuilder()
                        .setTenant(TENANT)
                        .setName(APP)
                        .setAdminRole(AdminRole.ADMIN_ROLE_SUPER_ADMIN)
                        .addPolicies(Policy.newBuilder().setAction("*").setResource("*"))
                        .build()))
                .map(made -> new Keys(made.getApp().getClientId(), made.getClientSecret()));
    }

    /** Empty where somebody else made it in this moment. */
    private static <A> Optional<A> unlessThere(Supplier<A> call) {
        try {
            return Optional.of(call.get());
        } catch (StatusRuntimeException e) {
            Status.Code code = e.getStatus().getCode();
            if (code == Status.Code.ABORTED || code == Status.Code.ALREADY_EXISTS) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
