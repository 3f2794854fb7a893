package dev.anvil.placement;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.Scheme;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many nodes may be lost together. A scheme speaks of drives, but what burns down is a node: 8+4 over two nodes of six drives
 * survives any four drives, and not one node. Asked of placement itself, for blobs enough to see the worst that it does.
 */
public final class NodeLosses {
    private static final int BLOBS = 128;

    private NodeLosses() {}

    /** Of those that have these drives, whatever state they are in. */
    public static int survivedBy(Collection<Drive> drives, Scheme scheme) {
        Map<DriveId, NodeId> nodes = drives.stream().collect(Collectors.toMap(Drive::id, Drive::node));
        Rendezvous placement = new Rendezvous(
                drives.stream().filter(drive -> drive.weight() > 0).toList());
        SplittableRandom random = new SplittableRandom(1);
        int survived = Integer.MAX_VALUE;
        for (int i = 0; i < BLOBS; i++) {
            BlobId blob = new BlobId(
                    new UUID(random.nextLong() & ~0xf000L | 0x7000L, random.nextLong() & ~(3L << 62) | Long.MIN_VALUE));
            List<Long> shards = placement.rank(blob).stream()
                    .limit(scheme.shards())
                    .map(nodes::get)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                    .values()
                    .stream()
                    .sorted(Comparator.reverseOrder())
                    .toList();
            survived = Math.min(survived, survivedBy(shards, scheme.parity()));
        }
        return survived;
    }

    /** The nodes with the most shards go first. */
    private static int survivedBy(List<Long> shards, int losses) {
        long lost = 0;
        int nodes = 0;
        for (long here : shards) {
            lost += here;
            if (lost > losses) {
                return nodes;
            }
            nodes++;
        }
        return nodes;
    }
}
