package dev.anvil.placement;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Orders drives for a blob. Every drive draws a score that depends on nothing but the blob, the drive and its weight, which
 * is why adding or removing a drive moves only what it gains or held.
 *
 * <p>Domains take turns: the best drive of every node is its first, the next its second, and so on; a zone lines up its
 * drives by (turn in the node, score), and all zones' first come before any zone's second. A zone's or node's first drive
 * is the maximum of its drives' scores, so a domain wins in proportion to the sum of its weights without a weight of its own.
 */
final class Rendezvous {
    private record Scored(Drive drive, double score) {}

    private record Turn(Scored scored, int number) {}

    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(scored -> scored.drive().id().value());
    private static final Comparator<Turn> IN_TURN =
            Comparator.comparingInt(Turn::number).thenComparing(Turn::scored, BEST_FIRST);

    private Rendezvous() {}

    static List<DriveId> rank(List<Drive> drives, BlobId blob) {
        List<Scored> scored = new ArrayList<>(drives.size());
        for (Drive drive : drives) {
            scored.add(new Scored(drive, score(drive, blob)));
        }
        scored.sort(BEST_FIRST);
        List<Scored> withinZones = takeTurns(scored, Drive::node);
        return takeTurns(withinZones, Drive::zone).stream()
                .map(one -> one.drive().id())
                .toList();
    }

    /** Keeps the given order within each domain, and lets the domains take turns. */
    private static List<Scored> takeTurns(Collection<Scored> ordered, Function<Drive, Object> domain) {
        Map<Object, Integer> taken = new HashMap<>();
        List<Turn> turns = new ArrayList<>(ordered.size());
        for (Scored scored : ordered) {
            int number = taken.merge(domain.apply(scored.drive()), 1, Integer::sum);
            turns.add(new Turn(scored, number));
        }
        turns.sort(IN_TURN);
        return turns.stream().map(Turn::scored).toList();
    }

    /** The minimum of exponential draws is won in proportion to the rates; this is its reciprocal. */
    private static double score(Drive drive, BlobId blob) {
        long hash = mix(blob.value().getMostSignificantBits());
        hash = mix(hash ^ blob.value().getLeastSignificantBits());
        hash = mix(hash ^ drive.id().value().getMostSignificantBits());
        hash = mix(hash ^ drive.id().value().getLeastSignificantBits());
        double uniform = ((hash >>> 11) + 0.5) * 0x1.0p-53;
        // StrictMath: the last bit may not depend on the machine.
        return drive.weight() / -StrictMath.log(uniform);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
