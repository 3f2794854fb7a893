package dev.anvil.blob;

import dev.anvil.erasure.ErasureCoder;
import dev.anvil.erasure.Unit;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardPlacement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One blob on its way to its drives. Used by one thread, which is also what makes the slowest drive slow the body down.
 *
 * <p>A slot is <em>open</em> from its first unit on, then <em>sealing</em>, then <em>sealed</em>; or it has <em>failed</em>.
 * While the first stripe is still in memory a failed slot starts again on the next spare drive, after that it stays failed
 * and the write goes on as long as a quorum can be reached.
 */
final class BlobWrite implements AutoCloseable {
    private final WriteContext context;
    private final BlobId blob;
    private final Scheme scheme;
    private final List<DriveId> drives;
    private final Set<DriveId> failed = new HashSet<>();

    /** Not even tried, because they were found to be away a moment ago. */
    private final Set<DriveId> shunned = new LinkedHashSet<>();

    private final ErasureCoder coder;
    private final List<SlotWrite> slots = new ArrayList<>();
    private final Deque<DriveId> spares = new ArrayDeque<>();
    private final Arrivals<SlotWrite> settled = new Arrivals<>();
    private final List<String> failures = new ArrayList<>();
    private final byte[] parity;

    private Unit[] stripe = new Unit[0];
    private int full;
    private int unitLength;
    private int stripes;
    private long length;
    private boolean started;
    private boolean ended;

    BlobWrite(WriteContext context, BlobId blob, Scheme scheme, List<DriveId> drives, int firstAttempt) {
        this.context = context;
        this.blob = blob;
        this.scheme = scheme;
        this.coder = context.coding().coder(scheme.data(), scheme.parity());
        for (int slot = 0; slot < scheme.shards(); slot++) {
            slots.add(new SlotWrite(context, blob, slot, firstAttempt, settled));
        }
        this.drives = drives;
        drives.stream().filter(context.drives()::isPromising).forEach(spares::add);
        drives.stream().filter(drive -> !spares.contains(drive)).forEach(spares::add);
        if (spares.size() < scheme.writeQuorum()) {
            throw new TooFewDrivesException(blob, scheme, spares.size(), "no more drives take new shards", false);
        }
        // Copies are the data itself.
        this.parity = scheme.isCopies()
                ? new byte[0]
                : context.buffers().take(scheme.parity() * context.settings().unitBytes());
    }

    /** Sends one stripe, or the end alone. The array is the caller's again when this returns, but the last one not before the end. */
    void stripe(byte[] data, int bytes, boolean last) {
        length += bytes;
        ended = last;
        boolean withUnit = bytes > 0;
        if (withUnit) {
            encode(data, bytes);
            stripes++;
        }
        for (SlotWrite slot : slots) {
            if (started) {
                proceed(slot, withUnit);
            } else {
                start(slot, withUnit);
            }
        }
        if (!started) {
            tryTheShunned(withUnit);
        }
        started = true;
        requireQuorum();
    }

    /** Better a drive that was just found to be away than no object: what was in the way of all of them may be over. */
    private void tryTheShunned(boolean withUnit) {
        if (alive() < scheme.writeQuorum() && !shunned.isEmpty()) {
            shunned.forEach(context.drives()::forgive);
            spares.addAll(shunned);
            slots.forEach(slot -> start(slot, withUnit));
        }
    }

    private void encode(byte[] data, int bytes) {
        unitLength = Stripes.unitLength(bytes, scheme.data());
        Arrays.fill(data, bytes, unitLength * scheme.data(), (byte) 0);
        stripe = new Unit[scheme.shards()];
        for (int slot = 0; slot < stripe.length; slot++) {
            if (slot < scheme.data()) {
                stripe[slot] = new Unit(data, slot * unitLength);
            } else {
                stripe[slot] = scheme.isCopies() ? stripe[0] : new Unit(parity, (slot - scheme.data()) * unitLength);
            }
        }
        if (!scheme.isCopies()) {
            coder.encode(
                    Arrays.copyOfRange(stripe, 0, scheme.data()),
                    Arrays.copyOfRange(stripe, scheme.data(), stripe.length),
                    unitLength);
        }
    }

    private void start(SlotWrite slot, boolean withUnit) {
        while (!slot.isAlive() && slot.mayTryAgain() && !spares.isEmpty()) {
            try {
                slot.open(spares.remove());
                deliver(slot, withUnit);
            } catch (ShardException e) {
                failed(slot, e);
            }
        }
    }

    private void proceed(SlotWrite slot, boolean withUnit) {
        if (slot.isOpen()) {
            try {
                deliver(slot, withUnit);
            } catch (ShardException e) {
                failed(slot, e);
            }
        }
    }

    private void deliver(SlotWrite slot, boolean withUnit) {
        if (withUnit) {
            slot.append(stripe[slot.index()], unitLength, ended);
        } else if (ended) {
            slot.seal();
        }
    }

    private void failed(SlotWrite slot, ShardException failure) {
        failed.add(slot.placement().drive());
        if (!failure.wasTried()) {
            shunned.add(slot.placement().drive());
        }
        full += failure.failure() == ShardFailure.DRIVE_FULL ? 1 : 0;
        failures.add("slot " + slot.index() + " on drive " + slot.driveName() + ": " + failure.getMessage());
        slot.fail();
    }

    /** Waits until the shards are durable: all of them, or a quorum and a little longer for the rest. */
    BlobLayout finish() {
        long limit = System.nanoTime() + context.settings().sealTimeout().toNanos();
        boolean quorum = false;
        try {
            while (slots.stream().anyMatch(SlotWrite::isSealing)) {
                SlotWrite slot = settled.poll(limit - System.nanoTime());
                if (slot == null) {
                    break;
                }
                slot.settle().ifPresent(failure -> failedWhileSealing(slot, failure));
                requireQuorum();
                if (!quorum && sealed() >= scheme.writeQuorum()) {
                    quorum = true;
                    limit = Math.min(
                            limit,
                            System.nanoTime()
                                    + context.settings().stragglerTimeout().toNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooFewDrivesException(blob, scheme, sealed(), "interrupted", false);
        }
        if (sealed() < scheme.writeQuorum()) {
            failures.add("no answer within " + context.settings().sealTimeout());
            throw tooFew(sealed());
        }
        return layout();
    }

    private void failedWhileSealing(SlotWrite slot, ShardException failure) {
        failed(slot, failure);
        if (stripes <= 1) {
            start(slot, stripes == 1);
        }
    }

    private BlobLayout layout() {
        Map<Integer, ShardPlacement> shards = new HashMap<>();
        for (SlotWrite slot : slots) {
            if (slot.isSealed()) {
                shards.put(slot.index(), slot.placement());
            }
        }
        context.statistics().writtenWithout(slots.size() - shards.size());
        return new BlobLayout(blob, length, scheme, context.settings().unitBytes(), shards);
    }

    private int sealed() {
        return (int) slots.stream().filter(SlotWrite::isSealed).count();
    }

    private void requireQuorum() {
        int alive = alive();
        if (alive < scheme.writeQuorum()) {
            throw tooFew(alive);
        }
    }

    private int alive() {
        return (int) slots.stream().filter(SlotWrite::isAlive).count();
    }

    /** Those that did as they were asked, or were not asked yet. */
    List<DriveId> drivesWithoutFailure() {
        return drives.stream().filter(drive -> !failed.contains(drive)).toList();
    }

    private TooFewDrivesException tooFew(int possible) {
        boolean forWantOfSpace = full > 0 && possible + full >= scheme.writeQuorum();
        return new TooFewDrivesException(blob, scheme, possible, String.join("; ", failures), forWantOfSpace);
    }

    /** Drops what is not durable. After a failure it drops what is durable, too. */
    @Override
    public void close() {
        boolean succeeded = ended && sealed() >= scheme.writeQuorum();
        for (SlotWrite slot : slots) {
            slot.close(!succeeded);
        }
        context.buffers().give(parity);
    }
}
