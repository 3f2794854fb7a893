package dev.anvil.placement;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Orders drives for a blob. Every drive draws a score that depends on nothing but the blob, the drive and its weight, which
 * is why adding or removing a drive moves only what it gains or held.
 *
 * <p>Domains take turns: the best drive of every node is its first, the next its second, and so on; a zone lines up its
 * drives by (turn in the node, score), and all zones' first come before any zone's second. A zone's or node's first drive
 * is the maximum of its drives' scores, so a domain wins in proportion to the sum of its weights without a weight of its own.
 */
final class Rendezvous {
    /** A drive with its domains as numbers and its half of the hash, worked out once for all blobs. */
    private record Entry(Drive drive, long hash, int node, int zone) {}

    private record Ranked(Entry entry, double score, int turn) {}

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparing(ranked -> ranked.entry().drive().id().value());
    private static final Comparator<Ranked> IN_TURN =
            Comparator.comparingInt(Ranked::turn).thenComparing(BEST_FIRST);

    private final List<Entry> entries = new ArrayList<>();
    private final int nodes;
    private final int zones;

    Rendezvous(List<Drive> drives) {
        Map<Object, Integer> nodeNumbers = new HashMap<>();
        Map<Object, Integer> zoneNumbers = new HashMap<>();
        for (Drive drive : drives) {
            entries.add(new Entry(
                    drive,
                    mix(mix(drive.id().value().getMostSignificantBits())
                            ^ drive.id().value().getLeastSignificantBits()),
                    number(nodeNumbers, drive.node()),
                    number(zoneNumbers, drive.zone())));
        }
        this.nodes = nodeNumbers.size();
        this.zones = zoneNumbers.size();
    }

    private static int number(Map<Object, Integer> numbers, Object domain) {
        return numbers.computeIfAbsent(domain, unseen -> numbers.size());
    }

    int size() {
        return entries.size();
    }

    List<DriveId> rank(BlobId blob) {
        long blobHash =
                mix(mix(blob.value().getMostSignificantBits()) ^ blob.value().getLeastSignificantBits());
        Ranked[] order = new Ranked[entries.size()];
        for (int i = 0; i < order.length; i++) {
            Entry entry = entries.get(i);
            order[i] = new Ranked(entry, score(entry, blobHash), 0);
        }
        Arrays.sort(order, BEST_FIRST);
        // With one drive per domain, or one domain in all, taking turns changes nothing.
        if (nodes > 1 && nodes < order.length) {
            takeTurns(order, nodes, Entry::node);
        }
        if (zones > 1) {
            takeTurns(order, zones, Entry::zone);
        }
        return Arrays.stream(order).map(ranked -> ranked.entry().drive().id()).toList();
    }

    /** Keeps the order within each domain, and lets the domains take turns. */
    private static void takeTurns(Ranked[] order, int domains, ToIntFunction<Entry> domain) {
        int[] taken = new int[domains];
        for (int i = 0; i < order.length; i++) {
            Entry entry = order[i].entry();
            order[i] = new Ranked(entry, order[i].score(), taken[domain.applyAsInt(entry)]++);
        }
        Arrays.sort(order, IN_TURN);
    }

    /** The minimum of exponential draws is won in proportion to the rates; this is its reciprocal. */
    private static double score(Entry entry, long blobHash) {
        long hash = mix(blobHash ^ entry.hash());
        double uniform = ((hash >>> 11) + 0.5) * 0x1.0p-53;
        // StrictMath: the last bit may not depend on the machine.
        return entry.drive().weight() / -StrictMath.log(uniform);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
