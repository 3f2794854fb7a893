package dev.anvil.gc.peer;

import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.peer.DriveAddresses;
import dev.anvil.gc.audit.DriveChecks;
import dev.anvil.gc.sweep.DriveContents;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.CheckShardsRequest;
import dev.anvil.storage.v1.ListCorruptShardsRequest;
import dev.anvil.storage.v1.ListCorruptShardsResponse;
import dev.anvil.storage.v1.ListShardsRequest;
import dev.anvil.storage.v1.ListShardsResponse;
import dev.anvil.storage.v1.ShardEntry;
import dev.anvil.storage.v1.ShardServiceGrpc;
import dev.anvil.storage.v1.ShardServiceGrpc.ShardServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the storage node that has the drive now what is on it. */
final class GrpcDriveContents implements DriveContents, DriveChecks, AutoCloseable {
    private static final int MAX_CHECKED = 10_000;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ServiceChannels channels;
    private final DriveAddresses addresses;
    private final Supplier<Optional<CatalogueStamp>> catalogue;

    /** As many as there are nodes. */
    private final Map<HostPort, ManagedChannel> open = new ConcurrentHashMap<>();

    GrpcDriveContents(
            ServiceChannels channels, DriveAddresses addresses, Supplier<Optional<CatalogueStamp>> catalogue) {
        this.channels = channels;
        this.addresses = addresses;
        this.catalogue = catalogue;
    }

    @Override
    public Page list(DriveId drive, Optional<ShardId> after, int limit) {
        ListShardsRequest.Builder request = ListShardsRequest.newBuilder()
                .setDriveId(drive.toString())
                .setLimit(limit)
                .setCatalogue(stamp());
        after.ifPresent(shard -> request.setAfter(Uuids.toBytes(shard.value())));
        ListShardsResponse answer = ask(drive, "listed", node -> node.listShards(request.build()));
        return new Page(
                Uuids.toShards(answer.getShardsList().stream()
                        .map(ShardEntry::getShardId)
                        .toList()),
                answer.getMore());
    }

    @Override
    public Set<ShardId> missing(DriveId drive, List<ShardId> shards) {
        Set<ShardId> missing = new HashSet<>();
        for (int from = 0; from < shards.size(); from += MAX_CHECKED) {
            CheckShardsRequest request = CheckShardsRequest.newBuilder()
                    .setDriveId(drive.toString())
                    .setCatalogue(stamp())
                    .addAllShardIds(Uuids.toBytes(shards.subList(from, Math.min(shards.size(), from + MAX_CHECKED))))
                    .build();
            missing.addAll(Uuids.toShards(
                    ask(drive, "checked", node -> node.checkShards(request)).getMissingList()));
        }
        return missing;
    }

    @Override
    public Report report(DriveId drive) {
        ListCorruptShardsRequest request = ListCorruptShardsRequest.newBuilder()
                .setDriveId(drive.toString())
                .build();
        ListCorruptShardsResponse answer = ask(drive, "asked", node -> node.listCorruptShards(request));
        return new Report(Uuids.toShards(answer.getShardIdsList()), answer.getEpoch());
    }

    private <T> T ask(DriveId drive, String done, Function<ShardServiceBlockingStub, T> question) {
        HostPort node = addresses
                .addressOf(drive)
                .orElseThrow(() -> new ShardException(
                        ShardFailure.UNREACHABLE, "drive " + drive + " is on no node that is known now"));
        try {
            return question.apply(ShardServiceGrpc.newBlockingStub(open.computeIfAbsent(node, channels::open))
                    .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (StatusRuntimeException e) {
            throw new ShardException(
                    ShardFailure.UNREACHABLE, "drive " + drive + " could not be " + done + ": " + e.getStatus(), e);
        }
    }

    private dev.anvil.storage.v1.CatalogueStamp stamp() {
        return catalogue
                .get()
                .map(stamp -> dev.anvil.storage.v1.CatalogueStamp.newBuilder()
                        .setCatalogueId(Uuids.toBytes(stamp.catalogue()))
                        .setEpoch(stamp.epoch())
                        .build())
                .orElseGet(dev.anvil.storage.v1.CatalogueStamp::getDefaultInstance);
    }

    @Override
    public void close() {
        open.values().forEach(ManagedChannel::shutdownNow);
    }
}
