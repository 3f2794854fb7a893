package dev.anvil.blob.peer;

import com.google.protobuf.UnsafeByteOperations;
import dev.anvil.blob.ReadUnit;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardRange;
import dev.anvil.blob.ShardRead;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.storage.v1.ReadShardRequest;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that streams units; what it was not asked for stays on the drive. */
final class GrpcShardRead extends ClientCall.Listener<IncomingUnit> implements ShardRead {
    private final DriveId drive;
    private final ShardRange range;
    private final Optional<CatalogueStamp> catalogue;
    private final Listener listener;
    private final DriveHealth health;
    private @Nullable ClientCall<ReadShardRequest, IncomingUnit> call;
    private int nextStripe;
    private boolean over;

    /** The drive has begun to answer: a connection that breaks later says nothing of the next one. */
    private boolean reached;

    /** All units have come; the call ends by itself. Read by whoever cancels. */
    private volatile boolean complete;

    GrpcShardRead(
            DriveId drive,
            ShardRange range,
            Optional<CatalogueStamp> catalogue,
            Listener listener,
            DriveHealth health) {
        this.drive = drive;
        this.range = range;
        this.catalogue = catalogue;
        this.listener = listener;
        this.health = health;
        this.nextStripe = range.firstStripe();
    }

    void start(ClientCall<ReadShardRequest, IncomingUnit> newCall) {
        call = newCall;
        newCall.start(this, new Metadata());
        newCall.sendMessage(ReadShardRequest.newBuilder()
                .setDriveId(drive.toString())
                .setShardId(UnsafeByteOperations.unsafeWrap(
                        OutgoingFrameMarshaller.bytesOf(range.shard().shard().value())))
                .setFirstStripe(range.firstStripe())
                .setStripes(range.stripes())
                .setCatalogue(Stamps.message(catalogue))
                .build());
        newCall.halfClose();
    }

    @Override
    public void request(int units) {
        call().request(units);
    }

    @Override
    public void cancel() {
        if (!complete) {
            call().cancel("no longer needed", null);
        }
    }

    @Override
    public void onHeaders(Metadata headers) {
        reached = true;
    }

    @Override
    public void onMessage(IncomingUnit unit) {
        if (over) {
            unit.bytes().giveBack();
        } else if (unit.stripe() != nextStripe) {
            unit.bytes().giveBack();
            giveUp(new ShardException(
                    ShardFailure.OUT_OF_ORDER,
                    "drive " + drive + " sent stripe " + unit.stripe() + " instead of " + nextStripe));
        } else if (!unit.isIntact()) {
            unit.bytes().giveBack();
            giveUp(new ShardException(
                    ShardFailure.CORRUPT,
                    "stripe " + unit.stripe() + " of shard " + range.shard() + " came with a wrong checksum"));
        } else {
            nextStripe++;
            over = nextStripe == range.firstStripe() + range.stripes();
            complete = over;
            listener.onUnit(new ReadUnit(unit.stripe(), unit.bytes()));
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        if (status.getCode() == Status.Code.UNAVAILABLE && !reached) {
            health.failed(FailureCodes.of(drive, status, trailers));
        } else if (status.isOk()) {
            health.reached();
        }
        if (!over) {
            over = true;
            listener.onFailure(
                    status.isOk()
                            ? new ShardException(
                                    ShardFailure.CORRUPT,
                                    "shard " + range.shard() + " ends before stripe " + nextStripe)
                            : FailureCodes.of(drive, status, trailers));
        }
    }

    /** Of a call that goes on. One that is closed must not be cancelled: its request may still be on its way from another thread. */
    private void giveUp(ShardException failure) {
        over = true;
        cancel();
        listener.onFailure(failure);
    }

    private ClientCall<ReadShardRequest, IncomingUnit> call() {
        ClientCall<ReadShardRequest, IncomingUnit> started = call;
        if (started == null) {
            throw new IllegalStateException("the read was not started");
        }
        return started;
    }
}
