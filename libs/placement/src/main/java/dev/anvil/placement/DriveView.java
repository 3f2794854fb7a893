package dev.anvil.placement;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.Scheme;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The drives of one region at one moment. */
public final class DriveView {
    private final List<Drive> drives;
    private final Map<DriveId, Drive> byId;
    private final Rendezvous writable;

    public DriveView(List<Drive> drives) {
        this.drives = List.copyOf(drives);
        this.byId = drives.stream().collect(Collectors.toUnmodifiableMap(Drive::id, Function.identity(), (a, b) -> {
            throw new IllegalArgumentException(
                    "drive " + a.id() + " is twice in the view, on the nodes " + a.node() + " and " + b.node());
        }));
        this.writable =
                new Rendezvous(drives.stream().filter(Drive::takesNewShards).toList());
    }

    public List<Drive> drives() {
        return drives;
    }

    public Optional<Drive> drive(DriveId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Every drive that takes new shards, best first. The first n are the blob's, those after them its replacements. */
    public List<DriveId> drivesFor(BlobId blob) {
        return writable.rank(blob);
    }

    /**
     * Drives for a shard that joins others of its blob, best first: in zones, then on nodes that hold the fewest of them, never on
     * a drive that holds one. For repair, where the first shards of {@link #drivesFor} may lie elsewhere by now.
     */
    public List<DriveId> drivesBeside(BlobId blob, Collection<DriveId> others) {
        Map<String, Long> perZone = new HashMap<>();
        Map<NodeId, Long> perNode = new HashMap<>();
        for (DriveId other : others) {
            drive(other).ifPresent(held -> {
                perZone.merge(held.zone(), 1L, Long::sum);
                perNode.merge(held.node(), 1L, Long::sum);
            });
        }
        // The sort is stable, so among equals the order is that of the hash.
        return drivesFor(blob).stream()
                .filter(id -> !others.contains(id))
                .map(byId::get)
                .sorted(Comparator.comparingLong((Drive drive) -> perZone.getOrDefault(drive.zone(), 0L))
                        .thenComparingLong(drive -> perNode.getOrDefault(drive.node(), 0L)))
                .map(Drive::id)
                .toList();
    }

    /**
     * The scheme for a blob that is written now. Where too few drives take shards for {@link #defaultScheme}, that of those which
     * do, as long as it survives a loss: four of six drives write 2+2, which is as safe as 4+2 and possible.
     */
    public Optional<Scheme> schemeForWriting() {
        int able = writable.size();
        return defaultScheme().map(wanted -> {
            if (able == 0 || able >= wanted.writeQuorum()) {
                return wanted;
            }
            Scheme possible = Scheme.forDrives(able);
            return possible.parity() > 0 ? possible : wanted;
        });
    }

    /**
     * The scheme for new blobs. Drives that are down count, so that an outage does not make new blobs weaker. Empty where the
     * store has no drive.
     */
    public Optional<Scheme> defaultScheme() {
        int count = (int) drives.stream()
                .filter(drive -> drive.state() != DriveState.DECOMMISSIONED)
                .count();
        return count == 0 ? Optional.empty() : Optional.of(Scheme.forDrives(count));
    }
}
