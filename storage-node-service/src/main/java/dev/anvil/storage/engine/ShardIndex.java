package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sealed shards of a drive: an open-addressing table of four longs per slot (id, id, where, length), 43 to 86 bytes of
 * heap for a shard of one record. "Where" is a packed location, or, negative, the place in {@code spans} of a longer shard's
 * records.
 */
final class ShardIndex {
    private static final int LONGS_PER_SLOT = 4;
    private static final int WHERE = 2;
    private static final int LENGTH = 3;
    private static final int SMALLEST_BITS = 10;
    private static final Comparator<SealedShard> BY_ID = Comparator.<SealedShard, Long>comparing(
                    shard -> shard.id().value().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(shard -> shard.id().value().getLeastSignificantBits(), Long::compareUnsigned);

    private int bits = SMALLEST_BITS;
    private long[] table = new long[LONGS_PER_SLOT << SMALLEST_BITS];
    private int count;
    private long bytes;

    private long[] @Nullable [] spans = new long[16][];
    private int spansUsed;
    private final ArrayList<Integer> freeSpans = new ArrayList<>();

    synchronized int size() {
        return count;
    }

    /** Payload bytes of all shards. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized boolean contains(ShardId shard) {
        return where(slotOf(shard)) != 0;
    }

    synchronized Optional<ShardRecords> find(ShardId shard) {
        return recordsAt(slotOf(shard));
    }

    /** Adds a shard that is not in the index. */
    synchronized void add(ShardId shard, ShardRecords records) {
        if ((count + 1L) * 4 > (1L << bits) * 3) {
            grow();
        }
        int slot = slotOf(shard);
        if (where(slot) != 0) {
            throw new IllegalStateException("shard " + shard + " is in the index already");
        }
        put(slot, shard, records.isSingleRecord() ? records.packed()[0] : ~addSpan(records.packed()), records.length());
        count++;
        bytes += records.length();
    }

    synchronized Optional<ShardRecords> remove(ShardId shard) {
        int slot = slotOf(shard);
        long where = where(slot);
        Optional<ShardRecords> records = recordsAt(slot);
        if (records.isPresent()) {
            if (where < 0) {
                spans[(int) ~where] = null;
                freeSpans.add((int) ~where);
            }
            closeGapAt(slot);
            count--;
            bytes -= records.get().length();
        }
        return records;
    }

    /** Says that a record was copied; its shard must be in the index with the old location. */
    synchronized void move(ShardId shard, long from, long to) {
        int slot = slotOf(shard);
        long where = where(slot);
        if (where == from) {
            table[slot * LONGS_PER_SLOT + WHERE] = to;
            return;
        }
        long[] span = where < 0 ? spans[(int) ~where] : null;
        if (span == null) {
            throw new IllegalStateException("shard " + shard + " has no record at " + Location.unpack(from));
        }
        // Readers may hold the old array.
        spans[(int) ~where] =
                Arrays.stream(span).map(one -> one == from ? to : one).toArray();
    }

    /**
     * The next shards in the order of their ids. Looks at every slot, some 10 ms for a million shards: made for the sweep, which
     * takes pages of thousands.
     */
    synchronized List<SealedShard> page(@Nullable ShardId after, int limit) {
        PriorityQueue<SealedShard> smallest = new PriorityQueue<>(BY_ID.reversed());
        for (int slot = 0; slot < 1 << bits; slot++) {
            if (where(slot) != 0 && isCandidate(slot, after, smallest, limit)) {
                if (smallest.size() == limit) {
                    smallest.remove();
                }
                smallest.add(new SealedShard(shardAt(slot), table[slot * LONGS_PER_SLOT + LENGTH]));
            }
        }
        List<SealedShard> page = new ArrayList<>(smallest);
        page.sort(BY_ID);
        return page;
    }

    private boolean isCandidate(int slot, @Nullable ShardId after, PriorityQueue<SealedShard> smallest, int limit) {
        if (after != null && compare(slot, after) <= 0) {
            return false;
        }
        SealedShard largest = smallest.peek();
        return largest == null || smallest.size() < limit || compare(slot, largest.id()) < 0;
    }

    private int compare(int slot, ShardId other) {
        UUID id = other.value();
        int high = Long.compareUnsigned(table[slot * LONGS_PER_SLOT], id.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(table[slot * LONGS_PER_SLOT + 1], id.getLeastSignificantBits());
    }

    private Optional<ShardRecords> recordsAt(int slot) {
        long where = where(slot);
        long length = table[slot * LONGS_PER_SLOT + LENGTH];
        if (where == 0) {
            return Optional.empty();
        }
        if (where > 0) {
            return Optional.of(ShardRecords.ofSingle(length, where));
        }
        long[] span = spans[(int) ~where];
        return span == null ? Optional.empty() : Optional.of(new ShardRecords(length, span));
    }

    private long addSpan(long[] span) {
        if (!freeSpans.isEmpty()) {
            int free = freeSpans.removeLast();
            spans[free] = span;
            return free;
        }
        if (spansUsed == spans.length) {
            spans = Arrays.copyOf(spans, spans.length * 2);
        }
        spans[spansUsed] = span;
        return spansUsed++;
    }

    /** The shard's slot, or the empty one where it would go. */
    private int slotOf(ShardId shard) {
        long high = shard.value().getMostSignificantBits();
        long low = shard.value().getLeastSignificantBits();
        int mask = (1 << bits) - 1;
        int slot = homeOf(hashOf(shard));
        while (where(slot) != 0 && (table[slot * LONGS_PER_SLOT] != high || table[slot * LONGS_PER_SLOT + 1] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void put(int slot, ShardId shard, long where, long length) {
        table[slot * LONGS_PER_SLOT] = shard.value().getMostSignificantBits();
        table[slot * LONGS_PER_SLOT + 1] = shard.value().getLeastSignificantBits();
        table[slot * LONGS_PER_SLOT + WHERE] = where;
        table[slot * LONGS_PER_SLOT + LENGTH] = length;
    }

    private long where(int slot) {
        return table[slot * LONGS_PER_SLOT + WHERE];
    }

    private ShardId shardAt(int slot) {
        return new ShardId(new UUID(table[slot * LONGS_PER_SLOT], table[slot * LONGS_PER_SLOT + 1]));
    }

    private void grow() {
        if (bits == 28) {
            throw new IllegalStateException("200 million shards on one drive are more than its index can hold");
        }
        long[] old = table;
        bits++;
        table = new long[LONGS_PER_SLOT << bits];
        for (int at = 0; at < old.length; at += LONGS_PER_SLOT) {
            if (old[at + WHERE] != 0) {
                ShardId shard = new ShardId(new UUID(old[at], old[at + 1]));
                put(slotOf(shard), shard, old[at + WHERE], old[at + LENGTH]);
            }
        }
    }

    /** Empties a slot and moves up those behind it that would not be found any more. */
    private void closeGapAt(int emptied) {
        int mask = (1 << bits) - 1;
        int gap = emptied;
        int slot = emptied;
        while (true) {
            table[gap * LONGS_PER_SLOT + WHERE] = 0;
            do {
                slot = (slot + 1) & mask;
                if (where(slot) == 0) {
                    return;
                }
            } while (((slot - homeOf(hashOf(shardAt(slot)))) & mask) < ((slot - gap) & mask));
            System.arraycopy(table, slot * LONGS_PER_SLOT, table, gap * LONGS_PER_SLOT, LONGS_PER_SLOT);
            gap = slot;
        }
    }

    private int homeOf(long hash) {
        return (int) (hash >>> (Long.SIZE - bits));
    }

    private static long hashOf(ShardId shard) {
        long hash = shard.value().getMostSignificantBits() * 0x9e37_79b9_7f4a_7c15L
                ^ shard.value().getLeastSignificantBits();
        hash = (hash ^ hash >>> 32) * 0xd6e8_feb8_6659_fd93L;
        hash = (hash ^ hash >>> 32) * 0xd6e8_feb8_6659_fd93L;
        return hash ^ hash >>> 32;
    }
}
