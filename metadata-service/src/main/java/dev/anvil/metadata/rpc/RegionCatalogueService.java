package dev.anvil.metadata.rpc;

import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.region.Region;
import dev.anvil.metadata.region.Regions;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.DeleteRegionRequest;
import dev.anvil.metadata.v1.DeleteRegionResponse;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListRegionsResponse;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.metadata.v1.UpdateRegionRequest;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.stub.StreamObserver;

final class RegionCatalogueService extends RegionCatalogueGrpc.RegionCatalogueImplBase {
    private final Regions regions;
    private final RegionName ownRegion;
    private final AuditLog audit;

    RegionCatalogueService(Regions regions, RegionName ownRegion, AuditLog audit) {
        this.ownRegion = ownRegion;
        this.audit = audit;
        this.regions = regions;
    }

    @Override
    public void createRegion(CreateRegionRequest request, StreamObserver<dev.anvil.metadata.v1.Region> observer) {
        String endpoint = PlainText.of("the endpoint", request.getEndpoint());
        Region region = audit.change(
                "region.create",
                request.getName(),
                "endpoint '" + endpoint + "'",
                () -> regions.create(new RegionName(request.getName()), endpoint));
        Answer.with(observer, toProto(region));
    }

    @Override
    public void listRegions(ListRegionsRequest request, StreamObserver<ListRegionsResponse> observer) {
        ListRegionsResponse.Builder answer = ListRegionsResponse.newBuilder();
        regions.list().forEach(region -> answer.addRegions(toProto(region)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void updateRegion(UpdateRegionRequest request, StreamObserver<dev.anvil.metadata.v1.Region> observer) {
        String endpoint = PlainText.of("the endpoint", request.getEndpoint());
        Region region = audit.change(
                "region.update",
                request.getName(),
                "endpoint '" + endpoint + "'",
                () -> regions.update(new RegionName(request.getName()), endpoint));
        Answer.with(observer, toProto(region));
    }

    @Override
    public void deleteRegion(DeleteRegionRequest request, StreamObserver<DeleteRegionResponse> observer) {
        RegionName name = new RegionName(request.getName());
        if (name.equals(ownRegion)) {
            throw ServiceFailure.invalid("region '" + name + "' is the one that is asked; it cannot delete itself");
        }
        DeleteRegionResponse answer = audit.change("region.delete", name.value(), "", () -> {
            regions.delete(name);
            return DeleteRegionResponse.getDefaultInstance();
        });
        Answer.with(observer, answer);
    }

    private static dev.anvil.metadata.v1.Region toProto(Region region) {
        return dev.anvil.metadata.v1.Region.newBuilder()
                .setName(region.name().value())
                .setEndpoint(region.endpoint())
                .setCreatedMillis(region.created().toEpochMilli())
                .build();
    }
}
