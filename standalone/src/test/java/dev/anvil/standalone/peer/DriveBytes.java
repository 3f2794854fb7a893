package dev.anvil.standalone.peer;

import dev.anvil.cli.instance.EnvFile;
import dev.anvil.cli.instance.ServiceAddresses;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.v1.DescribeDrivesRequest;
import dev.anvil.storage.v1.DriveStatus;
import dev.anvil.storage.v1.ShardServiceGrpc;
import io.grpc.ManagedChannel;
import java.time.InstantSource;

/** How many bytes of objects the drives of an instance hold, as its storage node says. */
public final class DriveBytes {
    private DriveBytes() {}

    public static long of(EnvFile services, String clusterSecret) {
        String address = ServiceAddresses.of(services).addresses().get("storage-node");
        ServiceCredential credential = new ServiceCredential(ClusterSecret.of(clusterSecret), InstantSource.system());
        ManagedChannel channel =
                new ServiceChannels(credential).open(HostPort.parse("storage-node", String.valueOf(address)));
        try {
            return ShardServiceGrpc.newBlockingStub(channel)
                    .describeDrives(DescribeDrivesRequest.getDefaultInstance())
                    .getDrivesList()
                    .stream()
                    .mapToLong(DriveStatus::getLiveBytes)
                    .sum();
        } finally {
            channel.shutdownNow();
        }
    }
}
