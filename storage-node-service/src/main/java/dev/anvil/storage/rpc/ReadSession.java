package dev.anvil.storage.rpc;

import dev.anvil.model.ShardId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.storage.engine.Drive;
import dev.anvil.storage.engine.StorageFailure;
import io.grpc.stub.ServerCallStreamObserver;

/** Sends units for as long as the reader takes them; a slow one costs one unit of memory and no thread. */
final class ReadSession implements Runnable {
    private final Drive drive;
    private final ShardId shard;
    private final ServerCallStreamObserver<OutgoingUnit> out;
    private final RecordBuffers buffers;
    private int next;
    private final int end;
    private boolean over;

    ReadSession(
            Drive drive,
            ShardId shard,
            int first,
            int end,
            ServerCallStreamObserver<OutgoingUnit> out,
            RecordBuffers buffers) {
        this.drive = drive;
        this.shard = shard;
        this.next = first;
        this.end = end;
        this.out = out;
        this.buffers = buffers;
    }

    /** Called whenever the reader can take more, never twice at once. */
    @Override
    public void run() {
        try {
            while (!over && next < end && out.isReady() && !out.isCancelled()) {
                send(unit(next));
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

    private void send(OutgoingUnit unit) {
        try {
            out.onNext(unit);
        } catch (RuntimeException e) {
            unit.loan().close();
            throw e;
        }
    }

    private OutgoingUnit unit(int stripe) {
        RecordBuffers.Loan loan = buffers.loan();
        try {
            return new OutgoingUnit(drive.read(shard, stripe, loan), loan);
        } catch (RuntimeException e) {
            loan.close();
            throw e;
        }
    }
}
