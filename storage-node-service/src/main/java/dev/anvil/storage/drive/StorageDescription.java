package dev.anvil.storage.drive;

import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.NodeAnnouncement;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.ReachableAddress;
import dev.anvil.runtime.membership.SelfDescription;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.storage.engine.DriveStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/** What this node says of itself and its drives, as soon as it knows its port. */
final class StorageDescription implements SelfDescription, ApplicationListener<GrpcServerStartedEvent> {
    private final StorageSettings settings;
    private final String boundHost;
    private final LocalDrives drives;
    private volatile @Nullable HostPort address;

    StorageDescription(StorageSettings settings, String boundHost, LocalDrives drives) {
        this.settings = settings;
        this.boundHost = boundHost;
        this.drives = drives;
    }

    @Override
    public void onApplicationEvent(GrpcServerStartedEvent event) {
        if (event.getPort() <= 0) {
            // The server for siblings has no port.
            return;
        }
        // The event's own address is a list of sockets in words, not a host.
        address = ReachableAddress.of(settings.publicAddress(), boundHost, event.getPort());
    }

    @Override
    public Optional<NodeAnnouncement> describe() {
        HostPort known = address;
        if (known == null) {
            return Optional.empty();
        }
        List<DriveView> views =
                drives.open().stream().map(StorageDescription::view).toList();
        return Optional.of(new NodeAnnouncement(drives.node(), NodeRole.STORAGE, known, settings.zone(), views));
    }

    private static DriveView view(LocalDrive.Open open) {
        DriveStatus status = open.drive().status();
        // A failed drive is asked nevertheless when all else fails: what it can still read helps.
        boolean well = status.failure().isEmpty();
        return new DriveView(
                open.id(), status.totalBytes(), status.usedBytes(), well && status.usableBytes() > 0, well);
    }
}
