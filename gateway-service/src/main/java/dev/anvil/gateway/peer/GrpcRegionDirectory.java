package dev.anvil.gateway.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.anvil.gateway.catalogue.RegionDirectory;
import dev.anvil.metadata.v1.ListRegionsRequest;
import dev.anvil.metadata.v1.Region;
import dev.anvil.metadata.v1.RegionCatalogueGrpc;
import dev.anvil.metadata.v1.RegionCatalogueGrpc.RegionCatalogueBlockingStub;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Channel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Endpoints of regions, asked of metadata-service now and then. Without it a redirection names the region alone. */
final class GrpcRegionDirectory implements RegionDirectory {
    private static final Duration TRUSTED = Duration.ofSeconds(30);
    private static final String ALL = "all";

    private final RegionCatalogueBlockingStub stub;
    private final Cache<String, Map<String, String>> endpoints =
            Caffeine.newBuilder().expireAfterWrite(TRUSTED).build();

    GrpcRegionDirectory(Channel channel) {
        this.stub = RegionCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Optional<String> endpointOf(RegionName region) {
        try {
            return Optional.ofNullable(endpoints.get(ALL, all -> fetch()))
                    .map(known -> known.get(region.value()))
                    .filter(endpoint -> !endpoint.isEmpty());
        } catch (ServiceFailure e) {
            return Optional.empty();
        }
    }

    private Map<String, String> fetch() {
        return Calls.repeatable(() -> stub.listRegions(ListRegionsRequest.getDefaultInstance()))
                .getRegionsList()
                .stream()
                .collect(Collectors.toMap(Region::getName, Region::getEndpoint));
    }
}
