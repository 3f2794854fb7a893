package dev.anvil.cluster.peer;

import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.DescribeDrivesRequest;
import dev.anvil.storage.v1.DriveStatus;
import dev.anvil.storage.v1.ShardServiceGrpc;
import io.grpc.ManagedChannel;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How the drives of one storage node are, as it says itself. */
public final class DriveStates implements AutoCloseable {
    private final ManagedChannel channel;

    public DriveStates(String address, String clusterSecret) {
        ServiceCredential credential = new ServiceCredential(ClusterSecret.of(clusterSecret), InstantSource.system());
        channel = new ServiceChannels(credential).open(HostPort.parse("storage-node", address));
    }

    private List<DriveStatus> drives() {
        return ShardServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .describeDrives(DescribeDrivesRequest.getDefaultInstance())
                .getDrivesList();
    }

    public long corruptShards() {
        return drives().stream().mapToLong(DriveStatus::getCorruptShards).sum();
    }

    public long liveBytes() {
        return drives().stream().mapToLong(DriveStatus::getLiveBytes).sum();
    }

    public long sealedShards() {
        return drives().stream().mapToLong(DriveStatus::getSealedShards).sum();
    }

    /** Whether every drive has verified all that it has since the moment. */
    public boolean areScrubbedSince(long epochMillis) {
        return drives().stream().allMatch(drive -> drive.getScrubbedMillis() > epochMillis);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
