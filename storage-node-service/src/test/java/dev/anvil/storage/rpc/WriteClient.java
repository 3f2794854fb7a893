package dev.anvil.storage.rpc;

import com.google.protobuf.ByteString;
import dev.anvil.model.ShardId;
import dev.anvil.storage.v1.Abort;
import dev.anvil.storage.v1.CatalogueStamp;
import dev.anvil.storage.v1.Seal;
import dev.anvil.storage.v1.ShardServiceGrpc;
import dev.anvil.storage.v1.Unit;
import dev.anvil.storage.v1.WriteAnswer;
import dev.anvil.storage.v1.WriteFrame;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A writer as simple as the contract allows, on the generated stub. */
final class WriteClient implements ClientResponseObserver<WriteFrame, WriteAnswer> {
    private final Map<ByteString, CompletableFuture<WriteAnswer>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    private final String drive;
    private @Nullable ClientCallStreamObserver<WriteFrame> out;
    private final CatalogueStamp catalogue;
    private boolean first = true;

    WriteClient(ManagedChannel channel, String drive) {
        this(channel, drive, CatalogueStamp.getDefaultInstance());
    }

    WriteClient(ManagedChannel channel, String drive, CatalogueStamp catalogue) {
        this.drive = drive;
        this.catalogue = catalogue;
        var unused = ShardServiceGrpc.newStub(channel).writeShards(this);
    }

    CompletableFuture<WriteAnswer> answerFor(ShardId shard) {
        return answers.computeIfAbsent(Ids.bytes(shard), id -> new CompletableFuture<>());
    }

    /** Null when the stream ended well. */
    CompletableFuture<@Nullable Throwable> end() {
        return end;
    }

    void append(ShardId shard, int stripe, byte[] data) {
        send(frame(shard).setUnit(unit(stripe, data)));
    }

    CompletableFuture<WriteAnswer> appendAndSeal(ShardId shard, int stripe, byte[] data, long length) {
        send(frame(shard).setUnit(unit(stripe, data)).setSeal(seal(stripe + 1, length)));
        return answerFor(shard);
    }

    CompletableFuture<WriteAnswer> seal(ShardId shard, int units, long length) {
        send(frame(shard).setSeal(seal(units, length)));
        return answerFor(shard);
    }

    void abort(ShardId shard) {
        send(frame(shard).setAbort(Abort.getDefaultInstance()));
    }

    void complete() {
        out().onCompleted();
    }

    void cancel() {
        out().cancel("the client goes away", null);
    }

    private synchronized void send(WriteFrame.Builder frame) {
        if (first) {
            frame.setDriveId(drive).setCatalogue(catalogue);
            first = false;
        }
        out().onNext(frame.build());
    }

    private ClientCallStreamObserver<WriteFrame> out() {
        ClientCallStreamObserver<WriteFrame> known = out;
        if (known == null) {
            throw new IllegalStateException("not started");
        }
        return known;
    }

    private static WriteFrame.Builder frame(ShardId shard) {
        return WriteFrame.newBuilder().setShardId(Ids.bytes(shard));
    }

    private static Unit unit(int stripe, byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Unit.newBuilder()
                .setStripe(stripe)
                .setCrc32C((int) crc.getValue())
                .setData(ByteString.copyFrom(data))
                .build();
    }

    private static Seal seal(int units, long length) {
        return Seal.newBuilder().setUnits(units).setLength(length).build();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WriteFrame> requests) {
        out = requests;
    }

    @Override
    public void onNext(WriteAnswer answer) {
        answers.computeIfAbsent(answer.getShardId(), id -> new CompletableFuture<>())
                .complete(answer);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(failure);
    }

    @Override
    public void onCompleted() {
        end.complete(null);
    }
}
