package dev.anvil.blob.peer;

import dev.anvil.blob.BlobIoSettings;
import dev.anvil.blob.BufferPool;
import dev.anvil.blob.Drives;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardRange;
import dev.anvil.blob.ShardRead;
import dev.anvil.blob.ShardWriter;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.setting.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps one link per drive that was asked for, at the address that membership names now. */
public final class GrpcDrives implements Drives, AutoCloseable {
    private final ServiceChannels channels;
    private final DriveAddresses addresses;
    private final DriveMethods overNetwork;
    private final DriveMethods local;
    private final Duration writeTimeout;
    private final Supplier<Optional<CatalogueStamp>> catalogue;
    private final Map<DriveId, DriveLink> links = new ConcurrentHashMap<>();

    /**
     * @param buffers the pool that the readers of these drives give their units back to
     * @param catalogue whose shards these are; empty where it is not known yet, and then drives do not check
     */
    public GrpcDrives(
            ServiceChannels channels,
            DriveAddresses addresses,
            BlobIoSettings settings,
            BufferPool buffers,
            Supplier<Optional<CatalogueStamp>> catalogue) {
        this.channels = channels;
        this.addresses = addresses;
        this.catalogue = catalogue;
        this.writeTimeout = settings.writeTimeout();
        this.overNetwork = new DriveMethods(buffers, false);
        this.local = new DriveMethods(buffers, true);
    }

    @Override
    public boolean isPromising(DriveId drive) {
        DriveLink known = links.get(drive);
        return (known == null || known.isPromising())
                && addresses.addressOf(drive).isPresent();
    }

    @Override
    public void forgive(DriveId drive) {
        DriveLink known = links.get(drive);
        if (known != null) {
            known.forgive();
        }
    }

    @Override
    public ShardWriter write(DriveId drive, ShardId shard, Duration timeout) {
        return new GrpcShardWriter(link(drive).writeStream(timeout), shard, writeTimeout);
    }

    @Override
    public ShardRead read(ShardRange range, ShardRead.Listener listener) {
        try {
            return link(range.shard().drive()).read(range, listener);
        } catch (ShardException e) {
            listener.onFailure(e);
            return NoRead.INSTANCE;
        }
    }

    @Override
    public void delete(DriveId drive, List<ShardId> shards, String reason, Duration timeout) {
        link(drive).delete(shards, reason, timeout);
    }

    private DriveLink link(DriveId drive) {
        HostPort address = addresses
                .addressOf(drive)
                .orElseThrow(() -> new ShardException(
                        ShardFailure.UNREACHABLE, "drive " + drive + " is on no node that is known now"));
        DriveLink known = links.get(drive);
        if (known != null && known.address().equals(address)) {
            return known;
        }
        // A drive that moved to another node takes its link along; what is under way on the old one fails.
        return links.compute(drive, (id, old) -> {
            if (old != null && old.address().equals(address)) {
                return old;
            }
            if (old != null) {
                old.close();
            }
            DriveMethods methods = channels.isLocal(address) ? local : overNetwork;
            return new DriveLink(drive, address, channels.openForBytes(address), methods, catalogue);
        });
    }

    @Override
    public void close() {
        links.values().forEach(DriveLink::close);
        links.clear();
    }
}
