package dev.anvil.blob.peer;

import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardWriter;
import dev.anvil.blob.peer.OutgoingFrame.End;
import dev.anvil.blob.peer.OutgoingFrame.OutgoingUnit;
import dev.anvil.model.ShardId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** One shard on the stream of its drive. The first unit opens it there. */
final class GrpcShardWriter implements ShardWriter {
    private final WriteStream stream;
    private final ShardId shard;
    private final Duration timeout;
    private final CompletableFuture<Void> answer;
    private int units;
    private long length;
    private boolean sealing;

    GrpcShardWriter(WriteStream stream, ShardId shard, Duration timeout) {
        this.stream = stream;
        this.shard = shard;
        this.timeout = timeout;
        this.answer = stream.register(shard);
    }

    @Override
    public void append(byte[] array, int offset, int count) {
        requireOpen();
        stream.send(new OutgoingFrame(null, shard, unit(array, offset, count), new End.None()), timeout);
    }

    @Override
    public CompletableFuture<Void> appendAndSeal(byte[] array, int offset, int count) {
        requireOpen();
        OutgoingUnit last = unit(array, offset, count);
        stream.send(new OutgoingFrame(null, shard, last, new End.Seal(units, length)), timeout);
        sealing = true;
        return answer;
    }

    @Override
    public CompletableFuture<Void> seal() {
        requireOpen();
        stream.send(new OutgoingFrame(null, shard, null, new End.Seal(units, length)), timeout);
        sealing = true;
        return answer;
    }

    private OutgoingUnit unit(byte[] array, int offset, int count) {
        CRC32C crc = new CRC32C();
        crc.update(array, offset, count);
        length += count;
        return new OutgoingUnit(units++, (int) crc.getValue(), array, offset, count);
    }

    private void requireOpen() {
        @Nullable Throwable failure = answer.isCompletedExceptionally() ? answer.exceptionNow() : null;
        switch (failure) {
            case null -> {}
            case ShardException refused -> throw refused;
            case CompletionException wrapped ->
                throw new ShardException(ShardFailure.UNREACHABLE, String.valueOf(wrapped.getCause()), wrapped);
            default -> throw new ShardException(ShardFailure.UNREACHABLE, failure.toString(), failure);
        }
    }

    @Override
    public void abort() {
        if (sealing && !answer.isDone()) {
            // Too late; whoever waits for the answer deletes what became durable.
            return;
        }
        stream.forget(shard);
        if (units == 0 || sealing || stream.isClosed()) {
            return;
        }
        // Another shard may be waiting on the stream, and nobody waits for an abort. If it is lost, the drive's time
        // limit helps.
        Thread.startVirtualThread(() -> {
            try {
                stream.send(new OutgoingFrame(null, shard, null, new End.Abort()), timeout);
            } catch (ShardException e) {
                return;
            }
        });
    }
}
