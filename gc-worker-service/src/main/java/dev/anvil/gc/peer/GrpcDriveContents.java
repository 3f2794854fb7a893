package dev.anvil.gc.peer;

import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.peer.DriveAddresses;
import dev.anvil.gc.sweep.DriveContents;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.ListShardsRequest;
import dev.anvil.storage.v1.ListShardsResponse;
import dev.anvil.storage.v1.ShardEntry;
import dev.anvil.storage.v1.ShardServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Lists shards at the storage node that has the drive now. */
final class GrpcDriveContents implements DriveContents, AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ServiceChannels channels;
    private final DriveAddresses addresses;

    /** As many as there are nodes. */
    private final Map<HostPort, ManagedChannel> open = new ConcurrentHashMap<>();

    GrpcDriveContents(ServiceChannels channels, DriveAddresses addresses) {
        this.channels = channels;
        this.addresses = addresses;
    }

    @Override
    public Page list(DriveId drive, Optional<ShardId> after, int limit) {
        HostPort node = addresses
                .addressOf(drive)
                .orElseThrow(() -> new ShardException(
                        ShardFailure.UNREACHABLE, "drive " + drive + " is on no node that is known now"));
        ListShardsRequest.Builder request =
                ListShardsRequest.newBuilder().setDriveId(drive.toString()).setLimit(limit);
        after.ifPresent(shard -> request.setAfter(Uuids.toBytes(shard.value())));
        try {
            ListShardsResponse answer = ShardServiceGrpc.newBlockingStub(open.computeIfAbsent(node, channels::open))
                    .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                    .listShards(request.build());
            return new Page(
                    Uuids.toShards(answer.getShardsList().stream()
                            .map(ShardEntry::getShardId)
                            .toList()),
                    answer.getMore());
        } catch (StatusRuntimeException e) {
            throw new ShardException(
                    ShardFailure.UNREACHABLE, "drive " + drive + " could not be listed: " + e.getStatus(), e);
        }
    }

    @Override
    public void close() {
        open.values().forEach(ManagedChannel::shutdownNow);
    }
}
