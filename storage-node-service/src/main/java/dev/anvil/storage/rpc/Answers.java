package dev.anvil.storage.rpc;

import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.StorageFailure;
import dev.anvil.storage.v1.Failed;
import dev.anvil.storage.v1.Sealed;
import dev.anvil.storage.v1.WriteAnswer;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The stream's way back: one message at a time, from whichever thread. */
final class Answers {
    private final StreamObserver<WriteAnswer> out;
    private int pending;
    private boolean completing;
    private boolean closed;

    Answers(StreamObserver<WriteAnswer> out) {
        this.out = out;
    }

    void giveWhenDone(ShardId shard, CompletableFuture<Void> sealed) {
        synchronized (this) {
            pending++;
        }
        var unused = sealed.whenComplete((done, failure) -> {
            if (failure == null) {
                send(WriteAnswer.newBuilder()
                        .setShardId(Ids.bytes(shard))
                        .setSealed(Sealed.getDefaultInstance())
                        .build());
            } else {
                give(shard, failureOf(failure));
            }
            settled();
        });
    }

    void give(ShardId shard, StorageFailure failure) {
        send(WriteAnswer.newBuilder()
                .setShardId(Ids.bytes(shard))
                .setFailed(Failures.answer(failure))
                .build());
    }

    /** Without a reason of the contract's: nothing is wrong with the shard or its drive. */
    void refuse(ShardId shard) {
        send(WriteAnswer.newBuilder()
                .setShardId(Ids.bytes(shard))
                .setFailed(Failed.newBuilder().setMessage("this node is stopping"))
                .build());
    }

    synchronized void fail(Throwable status) {
        if (!closed) {
            closed = true;
            out.onError(status);
        }
    }

    synchronized void abandon() {
        closed = true;
    }

    synchronized void completeWhenAllAreGiven() {
        completing = true;
        completeIfDue();
    }

    private synchronized void send(WriteAnswer answer) {
        if (!closed) {
            out.onNext(answer);
        }
    }

    private synchronized void settled() {
        pending--;
        completeIfDue();
    }

    private void completeIfDue() {
        if (completing && pending == 0 && !closed) {
            closed = true;
            out.onCompleted();
        }
    }

    private static StorageFailure failureOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof StorageFailure known) {
            return known;
        }
        throw new IllegalStateException("a seal ended in a way that nobody foresaw", failure);
    }
}
