package dev.anvil.metadata.rpc;

import static dev.anvil.metadata.rpc.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.Region;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import org.junit.jupiter.api.Test;

class RegionIT {
    private final RegionCatalogueGrpc.RegionCatalogueBlockingStub regions =
            RegionCatalogueGrpc.newBlockingStub(RunningService.shared().channel());

    @Test
    void theOwnRegionIsKnownFromTheStartAndTakesAnEndpointOnce() {
        assertThat(regions.listRegions(ListRegionsRequest.getDefaultInstance()).getRegionsList())
                .extracting(Region::getName)
                .contains(RunningService.REGION);
        Region made = create(RunningService.REGION, "https://s3.example.com");
        assertThat(made.getEndpoint()).isEqualTo("https://s3.example.com");
        assertRefused(
                ErrorReason.ERROR_REASON_ALREADY_EXISTS,
                () -> create(RunningService.REGION, "https://elsewhere.example.com"));
    }

    @Test
    void aRegionIsMadeOnce() {
        String name = RunningService.fresh("region");
        create(name, "");
        assertRefused(ErrorReason.ERROR_REASON_ALREADY_EXISTS, () -> create(name, ""));
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertRefused(ErrorReason.ERROR_REASON_INVALID_ARGUMENT, () -> create("Not A Region", ""));
    }

    private Region create(String name, String endpoint) {
        return regions.createRegion(CreateRegionRequest.newBuilder()
                .setName(name)
                .setEndpoint(endpoint)
                .build());
    }
}
