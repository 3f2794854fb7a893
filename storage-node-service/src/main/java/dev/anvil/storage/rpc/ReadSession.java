package dev.anvil.storage.rpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.storage.engine.Drive;
import dev.anvil.storage.engine.StorageFailure;
import dev.anvil.storage.engine.Unit;
import dev.anvil.storage.v1.ShardUnit;
import io.grpc.stub.ServerCallStreamObserver;

/** Sends units for as long as the reader takes them; a slow one costs one unit of memory and no thread. */
final class ReadSession implements Runnable {
    private final Drive drive;
    private final ShardId shard;
    private final ServerCallStreamObserver<ShardUnit> out;
    private int next;
    private final int end;
    private boolean over;

    ReadSession(Drive drive, ShardId shard, int first, int end, ServerCallStreamObserver<ShardUnit> out) {
        this.drive = drive;
        this.shard = shard;
        this.next = first;
        this.end = end;
        this.out = out;
    }

    /** Called whenever the reader can take more, never twice at once. */
    @Override
    public void run() {
        try {
            while (!over && next < end && out.isReady() && !out.isCancelled()) {
                out.onNext(message(drive.read(shard, next)));
                next++;
            }
            if (!over && next == end) {
                over = true;
                out.onCompleted();
            }
        } catch (StorageFailure e) {
            over = true;
            out.onError(FailureStatus.toStatus(Failures.status(e)));
        }
    }

    private static ShardUnit message(Unit unit) {
        return ShardUnit.newBuilder()
                .setStripe(unit.stripe())
                .setCrc32C(unit.crc())
                .setData(UnsafeByteOperations.unsafeWrap(unit.buffer()))
                .build();
    }
}
