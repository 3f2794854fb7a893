package dev.anvil.metadata.rpc;

import dev.anvil.metadata.region.Region;
import dev.anvil.metadata.region.Regions;
import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.ListRegionsResponse;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.model.RegionName;
import io.grpc.stub.StreamObserver;

final class RegionCatalogueService extends RegionCatalogueGrpc.RegionCatalogueImplBase {
    private final Regions regions;

    RegionCatalogueService(Regions regions) {
        this.regions = regions;
    }

    @Override
    public void createRegion(CreateRegionRequest request, StreamObserver<dev.anvil.metadata.v1.Region> observer) {
        Region region =
                regions.create(new RegionName(request.getName()), PlainText.of("the endpoint", request.getEndpoint()));
        Answer.with(observer, toProto(region));
    }

    @Override
    public void listRegions(ListRegionsRequest request, StreamObserver<ListRegionsResponse> observer) {
        ListRegionsResponse.Builder answer = ListRegionsResponse.newBuilder();
        regions.list().forEach(region -> answer.addRegions(toProto(region)));
        Answer.with(observer, answer.build());
    }

    private static dev.anvil.metadata.v1.Region toProto(Region region) {
        return dev.anvil.metadata.v1.Region.newBuilder()
                .setName(region.name().value())
                .setEndpoint(region.endpoint())
                .setCreatedMillis(region.created().toEpochMilli())
                .build();
    }
}
