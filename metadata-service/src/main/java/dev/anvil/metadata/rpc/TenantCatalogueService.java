package dev.anvil.metadata.rpc;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.tenant.Tenant;
import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.metadata.tenant.Tenants;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.DeleteTenantResponse;
import dev.anvil.metadata.v1.ListTenantsRequest;
import dev.anvil.metadata.v1.ListTenantsResponse;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import io.grpc.stub.StreamObserver;

final class TenantCatalogueService extends TenantCatalogueGrpc.TenantCatalogueImplBase {
    private final Tenants tenants;

    TenantCatalogueService(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public void createTenant(CreateTenantRequest request, StreamObserver<dev.anvil.metadata.v1.Tenant> observer) {
        Tenant tenant = tenants.create(new TenantName(request.getName()), request.getDisplayName(), request.getEmail());
        Answer.with(observer, toProto(tenant));
    }

    @Override
    public void listTenants(ListTenantsRequest request, StreamObserver<ListTenantsResponse> observer) {
        Page<Tenant> page = tenants.list(
                PlainText.of("the marker", request.getAfter()), PageLimit.of(request.getLimit(), Tenants.MAX_PAGE));
        ListTenantsResponse.Builder answer = ListTenantsResponse.newBuilder().setMore(page.more());
        page.items().forEach(tenant -> answer.addTenants(toProto(tenant)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void deleteTenant(DeleteTenantRequest request, StreamObserver<DeleteTenantResponse> observer) {
        tenants.delete(new TenantName(request.getName()));
        Answer.with(observer, DeleteTenantResponse.getDefaultInstance());
    }

    static dev.anvil.metadata.v1.Tenant toProto(Tenant tenant) {
        return dev.anvil.metadata.v1.Tenant.newBuilder()
                .setTenantId(tenant.id().toString())
                .setName(tenant.name().value())
                .setDisplayName(tenant.displayName())
                .setEmail(tenant.email())
                .setCanonicalId(tenant.canonicalId().value())
                .setCreatedMillis(tenant.created().toEpochMilli())
                .build();
    }
}
