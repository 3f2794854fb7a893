package dev.anvil.gateway.peer;

import dev.anvil.blob.Damage;
import dev.anvil.blob.DamageListener;
import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.NoteDamageRequest;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Channel;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the catalogue what readers had to do without. Readers never wait for it: what does not fit into the queue is dropped,
 * because the next reader or the scrub will notice the same damage again.
 */
final class GrpcDamageReports implements DamageListener, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcDamageReports.class);
    private static final int MAX_WAITING = 1000;

    private final BlobCatalogueBlockingStub stub;
    private final BlockingQueue<Damage> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final StreamKeeper keeper;

    GrpcDamageReports(Channel channel) {
        this.stub = BlobCatalogueGrpc.newBlockingStub(channel);
        this.keeper = new StreamKeeper("damage", Duration.ofSeconds(1), this::relay);
    }

    @Override
    public void onDamage(Damage damage) {
        // A drive that does not answer may come back with its shards; membership knows what to do when it does not.
        if (damage.isLoss() && !waiting.offer(damage)) {
            LOG.debug("{} was not reported: {} reports are waiting", damage, MAX_WAITING);
        }
    }

    private void relay() throws InterruptedException {
        while (true) {
            report(waiting.take());
        }
    }

    private void report(Damage damage) {
        NoteDamageRequest request = NoteDamageRequest.newBuilder()
                .setBlobId(Uuids.toBytes(damage.blob().value()))
                .addSlots(damage.slot())
                .setReason(damage.failure().name())
                .build();
        try {
            Calls.repeatable(() -> stub.noteDamage(request));
        } catch (ServiceFailure e) {
            LOG.warn("{} could not be reported: {}", damage, e.sentence());
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
