package dev.anvil.blob.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.DeleteShardsRequest;
import dev.anvil.storage.v1.DeleteShardsResponse;
import dev.anvil.storage.v1.Failed;
import dev.anvil.storage.v1.ReadShardRequest;
import dev.anvil.storage.v1.Sealed;
import dev.anvil.storage.v1.ShardFailure;
import dev.anvil.storage.v1.ShardServiceGrpc;
import dev.anvil.storage.v1.ShardUnit;
import dev.anvil.storage.v1.Unit;
import dev.anvil.storage.v1.WriteAnswer;
import dev.anvil.storage.v1.WriteFrame;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/** A storage node that speaks the contract over a real socket and keeps shards in memory. */
final class MemoryNode extends ShardServiceGrpc.ShardServiceImplBase implements AutoCloseable {
    final Map<ByteString, List<Unit>> sealed = new ConcurrentHashMap<>();
    final Map<ByteString, List<Unit>> open = new ConcurrentHashMap<>();
    volatile boolean full;
    volatile boolean flipsBits;
    volatile boolean forgetsUnits;

    /** What comes in waits for it. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    private final Server server;

    MemoryNode() throws IOException {
        this(0);
    }

    MemoryNode(int port) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .flowControlWindow(4 << 20)
                .maxInboundMessageSize(16 << 20)
                .addService(this)
                .build()
                .start();
    }

    HostPort address() {
        return new HostPort("127.0.0.1", server.getPort());
    }

    @Override
    public StreamObserver<WriteFrame> writeShards(StreamObserver<WriteAnswer> answers) {
        Map<ByteString, List<Unit>> mine = new HashMap<>();
        return new StreamObserver<>() {
            private String drive = "";

            @Override
            public void onNext(WriteFrame frame) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted at the gate", e);
                }
                if (!frame.getDriveId().isEmpty()) {
                    drive = frame.getDriveId();
                }
                if (drive.isEmpty()) {
                    answers.onError(Status.INVALID_ARGUMENT
                            .withDescription("the first frame names no drive")
                            .asRuntimeException());
                    return;
                }
                WriteAnswer.Builder answer = WriteAnswer.newBuilder().setShardId(frame.getShardId());
                if (full) {
                    answers.onNext(answer.setFailed(Failed.newBuilder()
                                    .setFailure(ShardFailure.SHARD_FAILURE_DRIVE_FULL)
                                    .setMessage("no space"))
                            .build());
                    return;
                }
                List<Unit> units = mine.computeIfAbsent(frame.getShardId(), shard -> new ArrayList<>());
                open.put(frame.getShardId(), units);
                if (frame.hasUnit()) {
                    CRC32C crc = new CRC32C();
                    crc.update(frame.getUnit().getData().asReadOnlyByteBuffer());
                    if ((int) crc.getValue() != frame.getUnit().getCrc32C()
                            || frame.getUnit().getStripe() != units.size()) {
                        answers.onError(Status.INTERNAL.asRuntimeException());
                        return;
                    }
                    if (!forgetsUnits) {
                        units.add(frame.getUnit());
                    }
                }
                if (frame.hasAbort()) {
                    mine.remove(frame.getShardId());
                    open.remove(frame.getShardId());
                } else if (frame.hasSeal()) {
                    long length = units.stream()
                            .mapToLong(unit -> unit.getData().size())
                            .sum();
                    if (!forgetsUnits
                            && (length != frame.getSeal().getLength()
                                    || units.size() != frame.getSeal().getUnits())) {
                        answers.onError(Status.INTERNAL.asRuntimeException());
                        return;
                    }
                    mine.remove(frame.getShardId());
                    open.remove(frame.getShardId());
                    sealed.put(frame.getShardId(), units);
                    answers.onNext(answer.setSealed(Sealed.getDefaultInstance()).build());
                }
            }

            @Override
            public void onError(Throwable failure) {
                open.keySet().removeAll(mine.keySet());
            }

            @Override
            public void onCompleted() {
                open.keySet().removeAll(mine.keySet());
                answers.onCompleted();
            }
        };
    }

    @Override
    public void readShard(ReadShardRequest request, StreamObserver<ShardUnit> answers) {
        List<Unit> units = sealed.get(request.getShardId());
        if (units == null) {
            Metadata trailers = new Metadata();
            trailers.put(Metadata.Key.of("anvil-reason", Metadata.ASCII_STRING_MARSHALLER), "SHARD_UNKNOWN");
            answers.onError(new StatusRuntimeException(Status.NOT_FOUND, trailers));
            return;
        }
        ServerCallStreamObserver<ShardUnit> ready = (ServerCallStreamObserver<ShardUnit>) answers;
        int end = request.getStripes() == 0 ? units.size() : request.getFirstStripe() + request.getStripes();
        ready.setOnReadyHandler(new Runnable() {
            private int next = request.getFirstStripe();
            private boolean done;

            @Override
            public void run() {
                while (ready.isReady() && next < end) {
                    Unit unit = units.get(next++);
                    ByteString data = unit.getData();
                    if (flipsBits) {
                        byte[] damaged = data.toByteArray();
                        damaged[damaged.length / 2] ^= 1;
                        data = UnsafeByteOperations.unsafeWrap(damaged);
                    }
                    ready.onNext(ShardUnit.newBuilder()
                            .setStripe(unit.getStripe())
                            .setCrc32C(unit.getCrc32C())
                            .setData(data)
                            .build());
                }
                if (next == end && !done) {
                    done = true;
                    ready.onCompleted();
                }
            }
        });
    }

    @Override
    public void deleteShards(DeleteShardsRequest request, StreamObserver<DeleteShardsResponse> answers) {
        request.getShardIdsList().forEach(sealed::remove);
        answers.onNext(DeleteShardsResponse.getDefaultInstance());
        answers.onCompleted();
    }

    @Override
    public void close() {
        try {
            boolean ignored = server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
