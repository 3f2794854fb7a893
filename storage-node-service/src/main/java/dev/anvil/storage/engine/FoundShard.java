package dev.anvil.storage.engine;

import java.util.Arrays;
import java.util.Optional;

/** What recovery has found so far of a shard of several records, seen from its end. */
final class FoundShard {
    private long[] units = new long[4];
    private long seal;
    private int sealedUnits = -1;
    private long length;

    /** False when this record was seen already, in a newer copy. */
    boolean add(SegmentEntry entry, Segment segment) {
        long location = entry.locationIn(segment).pack();
        return switch (entry.type()) {
            case UNIT -> addUnit(entry.number(), location);
            case LAST_UNIT -> {
                boolean isNew = addUnit(entry.number(), location);
                yield addSeal(entry.number() + 1, entry.total(), location) && isNew;
            }
            case SEAL -> addSeal(entry.number(), entry.total(), location);
            case SEGMENT, FOOTER, DELETE -> throw new IllegalArgumentException("no part of a shard: " + entry);
        };
    }

    boolean isSealed() {
        return sealedUnits >= 0;
    }

    /** Present when it is sealed and nothing is missing. */
    Optional<ShardRecords> records() {
        if (!isSealed() || sealedUnits > units.length) {
            return Optional.empty();
        }
        long[] records = Arrays.copyOf(units, sealedUnits + 1);
        records[sealedUnits] = seal;
        boolean whole = Arrays.stream(records).allMatch(location -> location != 0);
        return whole ? Optional.of(new ShardRecords(length, records)) : Optional.empty();
    }

    private boolean addUnit(int stripe, long location) {
        if (stripe >= units.length) {
            units = Arrays.copyOf(units, Math.max(stripe + 1, units.length * 2));
        }
        if (units[stripe] != 0) {
            return false;
        }
        units[stripe] = location;
        return true;
    }

    private boolean addSeal(int count, long total, long location) {
        if (isSealed()) {
            return false;
        }
        sealedUnits = count;
        length = total;
        seal = location;
        return true;
    }
}
