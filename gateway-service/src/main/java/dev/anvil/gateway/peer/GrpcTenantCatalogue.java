package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.catalogue.TenantCatalogue;
import dev.anvil.metadata.v1.FindTenantsRequest;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.TenantCatalogueGrpc.TenantCatalogueBlockingStub;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;

/** Tenants, asked of metadata-service. */
final class GrpcTenantCatalogue implements TenantCatalogue {
    private final TenantCatalogueBlockingStub stub;

    GrpcTenantCatalogue(Channel channel) {
        this.stub = TenantCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Optional<Tenant> withCanonicalId(String canonicalId) {
        return find(FindTenantsRequest.newBuilder().setCanonicalId(canonicalId).build()).stream()
                .findFirst();
    }

    @Override
    public List<Tenant> withEmail(String email) {
        return find(FindTenantsRequest.newBuilder().setEmail(email).build());
    }

    private List<Tenant> find(FindTenantsRequest request) {
        return Calls.repeatable(() -> stub.findTenants(request)).getTenantsList().stream()
                .map(TenantMessages::tenant)
                .toList();
    }
}
