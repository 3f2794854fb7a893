package dev.anvil.gateway.peer;

import com.github.benmanes.caffeine.cache.Ticker;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Endpoints of regions, asked of metadata-service now and then. While nobody answers, they are taken to be where they were: what is known
 * of other regions' buckets outlives the global database by a while, and so must the way there. Nobody waits for an answer who has one.
 */
final class GrpcRegionDirectory implements RegionDirectory {
    static final Duration TRUSTED = Duration.ofSeconds(30);
    static final Duration ASKED_AGAIN = Duration.ofSeconds(2);

    private final RegionCatalogueBlockingStub stub;
    private final Ticker ticker;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known;

    private record Known(Map<String, String> endpoints, long until) {}

    GrpcRegionDirectory(Channel channel, Ticker ticker) {
        this.stub = RegionCatalogueGrpc.newBlockingStub(channel);
        this.ticker = ticker;
        this.known = new Known(Map.of(), ticker.read());
    }

    @Override
    public Optional<String> endpointOf(RegionName region) {
        if (isOld()) {
            ask(known.endpoints().isEmpty());
        }
        return Optional.ofNullable(known.endpoints().get(region.value())).filter(endpoint -> !endpoint.isEmpty());
    }

    private boolean isOld() {
        return ticker.read() - known.until() >= 0;
    }

    /** One asks; who has nothing to go by waits for it. */
    private void ask(boolean waiting) {
        if (waiting) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return;
        }
        try {
            if (isOld()) {
                known = fetched();
            }
        } finally {
            asking.unlock();
        }
    }

    private Known fetched() {
        try {
            Map<String, String> endpoints = Calls.repeatable(
                            () -> stub.listRegions(ListRegionsRequest.getDefaultInstance()))
                    .getRegionsList()
                    .stream()
                    .collect(Collectors.toMap(Region::getName, Region::getEndpoint));
            return new Known(endpoints, ticker.read() + TRUSTED.toNanos());
        } catch (ServiceFailure nobodyAnswers) {
            return new Known(known.endpoints(), ticker.read() + ASKED_AGAIN.toNanos());
        }
    }
}
