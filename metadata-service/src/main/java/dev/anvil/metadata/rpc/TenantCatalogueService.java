package dev.anvil.metadata.rpc;

import dev.anvil.metadata.Page;
import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.tenant.Tenant;
import dev.anvil.metadata.tenant.TenantChange;
import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.metadata.tenant.Tenants;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.DeleteTenantRequest;
import dev.anvil.metadata.v1.DeleteTenantResponse;
import dev.anvil.metadata.v1.FindTenantsRequest;
import dev.anvil.metadata.v1.GetTenantRequest;
import dev.anvil.metadata.v1.ListTenantsRequest;
import dev.anvil.metadata.v1.ListTenantsResponse;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.UpdateTenantRequest;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.stub.StreamObserver;
import java.util.List;

final class TenantCatalogueService extends TenantCatalogueGrpc.TenantCatalogueImplBase {
    private final Tenants tenants;
    private final AuditLog audit;

    TenantCatalogueService(Tenants tenants, AuditLog audit) {
        this.audit = audit;
        this.tenants = tenants;
    }

    @Override
    public void createTenant(CreateTenantRequest request, StreamObserver<dev.anvil.metadata.v1.Tenant> observer) {
        Tenant tenant = audit.change(
                "tenant.create",
                request.getName(),
                "",
                () -> tenants.create(new TenantName(request.getName()), request.getDisplayName(), request.getEmail()));
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
        DeleteTenantResponse answer = audit.change("tenant.delete", request.getName(), "", () -> {
            tenants.delete(new TenantName(request.getName()));
            return DeleteTenantResponse.getDefaultInstance();
        });
        Answer.with(observer, answer);
    }

    @Override
    public void getTenant(GetTenantRequest request, StreamObserver<dev.anvil.metadata.v1.Tenant> observer) {
        Answer.with(observer, toProto(tenants.named(new TenantName(request.getName()))));
    }

    @Override
    public void updateTenant(UpdateTenantRequest request, StreamObserver<dev.anvil.metadata.v1.Tenant> observer) {
        TenantChange change = new TenantChange(
                request.hasDisplayName() ? request.getDisplayName() : null,
                request.hasEmail() ? request.getEmail() : null,
                Quotas.change(request.getQuota()));
        Tenant tenant = audit.change(
                "tenant.update",
                request.getName(),
                changed -> "display name '" + changed.displayName() + "', email '" + changed.email() + "', "
                        + Quotas.inWords(changed.quota()),
                () -> tenants.update(new TenantName(request.getName()), change));
        Answer.with(observer, toProto(tenant));
    }

    @Override
    public void findTenants(FindTenantsRequest request, StreamObserver<ListTenantsResponse> observer) {
        List<Tenant> found = switch (request.getByCase()) {
            case CANONICAL_ID ->
                tenants.withCanonicalId(PlainText.of("the canonical id", request.getCanonicalId())).stream()
                        .toList();
            case EMAIL -> tenants.withEmail(PlainText.of("the e-mail address", request.getEmail()));
            case BY_NOT_SET -> throw ServiceFailure.invalid("by what a tenant shall be found is missing");
        };
        ListTenantsResponse.Builder answer = ListTenantsResponse.newBuilder();
        found.forEach(tenant -> answer.addTenants(toProto(tenant)));
        Answer.with(observer, answer.build());
    }

    static dev.anvil.metadata.v1.Tenant toProto(Tenant tenant) {
        return dev.anvil.metadata.v1.Tenant.newBuilder()
                .setTenantId(tenant.id().toString())
                .setName(tenant.name().value())
                .setDisplayName(tenant.displayName())
                .setEmail(tenant.email())
                .setCanonicalId(tenant.canonicalId().value())
                .setCreatedMillis(tenant.created().toEpochMilli())
                .setQuota(Quotas.toProto(tenant.quota()))
                .build();
    }
}
