package dev.anvil.metadata.rpc;

import static dev.anvil.metadata.rpc.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.v1.CreateRegionRequest;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.Region;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.runtime.failure.ServiceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "s3.example.com",
                "ftp://s3.example.com",
                "http://",
                "https://s3.example.com/path",
                "https://s3.example.com?query",
                "https://user@s3.example.com",
                "http://a b"
            })
    void whatNoClientCouldBeSentToIsRefused(String endpoint) {
        ServiceFailure refusal = Refusals.of(() -> create(RunningService.fresh("region"), endpoint));
        assertThat(refusal.kind()).isEqualTo(ServiceFailure.Kind.INVALID);
        assertThat(refusal.sentence()).contains("'" + endpoint + "'", "http://HOST:PORT");
    }

    private Region create(String name, String endpoint) {
        return regions.createRegion(CreateRegionRequest.newBuilder()
                .setName(name)
                .setEndpoint(endpoint)
                .build());
    }
}
