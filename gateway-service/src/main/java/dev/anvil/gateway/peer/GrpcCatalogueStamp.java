package dev.anvil.gateway.peer;

import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.DescribeCatalogueRequest;
import dev.anvil.metadata.v1.DescribeCatalogueResponse;
import dev.anvil.model.CatalogueStamp;
import io.grpc.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Which catalogue this gateway's shards belong to. Asked for from time to time, because its epoch grows. */
final class GrpcCatalogueStamp implements Supplier<Optional<CatalogueStamp>>, SmartLifecycle {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final BlobCatalogueBlockingStub stub;
    private final StreamKeeper keeper;
    private volatile @Nullable CatalogueStamp current;

    GrpcCatalogueStamp(Channel channel) {
        this.stub = BlobCatalogueGrpc.newBlockingStub(channel);
        this.keeper = new StreamKeeper("the catalogue's epoch", RETRY, this::renew);
    }

    @Override
    public Optional<CatalogueStamp> get() {
        return Optional.ofNullable(current);
    }

    private void renew() throws InterruptedException {
        while (true) {
            DescribeCatalogueResponse answer =
                    Calls.repeatable(() -> stub.describeCatalogue(DescribeCatalogueRequest.getDefaultInstance()));
            current = new CatalogueStamp(Uuids.fromBytes(answer.getCatalogueId()), answer.getEpoch());
            Thread.sleep(RENEWAL);
        }
    }

    @Override
    public void start() {
        keeper.start();
    }

    @Override
    public void stop() {
        keeper.stop();
    }

    @Override
    public boolean isRunning() {
        return keeper.isRunning();
    }
}
