package dev.anvil.blob.peer;

import com.google.protobuf.UnsafeByteOperations;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardRange;
import dev.anvil.blob.ShardRead;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.DeleteShardsRequest;
import dev.anvil.storage.v1.ShardServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connection to one drive: its stream for writing, made again when it breaks, and its reads. */
final class DriveLink {
    /** What the contract allows in one call. */
    private static final int MAX_DELETES = 1000;

    private static final long RECONNECT_NANOS = Duration.ofMillis(500).toNanos();

    private final DriveId drive;
    private final HostPort address;
    private final ManagedChannel channel;
    private final DriveMethods methods;
    private final Supplier<Optional<CatalogueStamp>> catalogue;
    private final DriveHealth health;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WriteStream stream;
    private volatile long reconnectedAt = System.nanoTime() - RECONNECT_NANOS;

    DriveLink(
            DriveId drive,
            HostPort address,
            ManagedChannel channel,
            DriveMethods methods,
            Supplier<Optional<CatalogueStamp>> catalogue) {
        this.drive = drive;
        this.address = address;
        this.channel = channel;
        this.methods = methods;
        this.catalogue = catalogue;
        this.health = new DriveHealth(drive, address);
    }

    HostPort address() {
        return address;
    }

    boolean isPromising() {
        return health.isPromising();
    }

    void forgive() {
        health.forgive();
    }

    /** The stream for writing, ready to take a unit. */
    WriteStream writeStream(Duration timeout) {
        WriteStream current = openStream();
        current.awaitReady(timeout);
        return current;
    }

    private WriteStream openStream() {
        lock.lock();
        try {
            WriteStream current = stream;
            if (current == null || current.isClosed()) {
                health.requirePermission();
                hurry();
                current = new WriteStream(drive, catalogue.get(), health);
                current.start(channel.newCall(methods.writeShards(), WriteStream.OPTIONS));
                stream = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    ShardRead read(ShardRange range, ShardRead.Listener listener) {
        hurry();
        GrpcShardRead read = new GrpcShardRead(drive, range, catalogue.get(), listener, health);
        read.start(channel.newCall(methods.readShard(), CallOptions.DEFAULT));
        return read;
    }

    void delete(List<ShardId> shards, String reason, Duration timeout) {
        hurry();
        try {
            for (int from = 0; from < shards.size(); from += MAX_DELETES) {
                DeleteShardsRequest.Builder request = DeleteShardsRequest.newBuilder()
                        .setDriveId(drive.toString())
                        .setReason(reason)
                        .setCatalogue(Stamps.message(catalogue.get()));
                for (ShardId shard : shards.subList(from, Math.min(shards.size(), from + MAX_DELETES))) {
                    request.addShardIds(
                            UnsafeByteOperations.unsafeWrap(OutgoingFrameMarshaller.bytesOf(shard.value())));
                }
                var ignored = ShardServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
                        .deleteShards(request.build());
            }
        } catch (StatusRuntimeException e) {
            ShardException failure = FailureCodes.of(drive, e.getStatus(), e.getTrailers());
            if (failure.failure() == ShardFailure.UNREACHABLE) {
                health.failed(failure);
            }
            throw failure;
        }
    }

    /** gRPC waits longer and longer between attempts to connect, up to minutes: too long for a node that is back. */
    private void hurry() {
        long now = System.nanoTime();
        if (now - reconnectedAt > RECONNECT_NANOS && channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            reconnectedAt = now;
            channel.resetConnectBackoff();
        }
    }

    void close() {
        channel.shutdownNow();
    }
}
