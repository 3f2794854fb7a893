package dev.anvil.gc.peer;

import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.DescribeCatalogueRequest;
import dev.anvil.metadata.v1.DescribeCatalogueResponse;
import dev.anvil.model.CatalogueStamp;
import io.grpc.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which catalogue we work for. Who deletes must not go by an old answer, so one is used for a moment only; without an answer there
 * is no work.
 */
final class GrpcCatalogueStamp implements Supplier<Optional<CatalogueStamp>> {
    private static final Duration USED_FOR = Duration.ofSeconds(1);

    private record Answer(CatalogueStamp stamp, Instant until) {}

    private final BlobCatalogueBlockingStub stub;
    private final InstantSource clock;
    private volatile @Nullable Answer last;

    GrpcCatalogueStamp(Channel channel, InstantSource clock) {
        this.stub = BlobCatalogueGrpc.newBlockingStub(channel);
        this.clock = clock;
    }

    @Override
    public Optional<CatalogueStamp> get() {
        Instant now = clock.instant();
        Answer known = last;
        if (known == null || !now.isBefore(known.until())) {
            DescribeCatalogueResponse answer =
                    Calls.call(() -> stub.describeCatalogue(DescribeCatalogueRequest.getDefaultInstance()));
            known = new Answer(
                    new CatalogueStamp(Uuids.fromBytes(answer.getCatalogueId()), answer.getEpoch()),
                    now.plus(USED_FOR));
            last = known;
        }
        return Optional.of(known.stamp());
    }
}
