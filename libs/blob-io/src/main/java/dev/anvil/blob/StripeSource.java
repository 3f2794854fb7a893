package dev.anvil.blob;

import dev.anvil.erasure.UnitSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gets enough units of every stripe of a range from the drives: all the wanted slots, or any {@code k}.
 *
 * <p>It begins with the wanted slots alone. When one of them fails or is late, so many others are asked from the current stripe
 * on that {@code k} in time are possible; the first complete set wins, and the rest is given up for the stripes to come. The
 * drives send ahead while the caller works on a stripe, bounded by the read-ahead of each. Used by one thread; the drives' threads
 * only put arrivals into the queue.
 */
final class StripeSource implements AutoCloseable {
    private final ReadContext context;
    private final BlobLayout blob;
    private final Stripes stripes;
    private final UnitSet wanted;
    private final DamageListener listener;
    private final int end;
    private final ShardSources sources;
    private final Arrivals<ShardSource.Arrival> arrivals = new Arrivals<>();
    private final List<Damage> damages = new ArrayList<>();
    private final Set<ShardSource> late = new HashSet<>();
    private final List<LentBytes> lent = new ArrayList<>();

    private int next;
    private boolean started;
    private volatile boolean closed;

    /**
     * @param wanted the slots that the caller can use as they are; none means that any {@code k} will do
     * @param excluded slots that are not to be read
     */
    StripeSource(
            ReadContext context,
            BlobLayout blob,
            int firstStripe,
            int end,
            UnitSet wanted,
            UnitSet excluded,
            DamageListener listener) {
        this.context = context;
        this.blob = blob;
        this.stripes = blob.stripes();
        this.wanted = wanted;
        this.listener = listener;
        this.next = firstStripe;
        this.end = end;
        this.sources = new ShardSources(context, blob, excluded, this::arrived);
    }

    boolean hasNext() {
        return next < end;
    }

    /** The next stripe. Its buffers are good until the one after it is asked for. */
    Stripe next() {
        giveBack();
        if (!started) {
            started = true;
            List<ShardSource> willing = sources.willing(wanted);
            willing.forEach(source -> start(source, next));
            if (wanted.isEmpty() || willing.size() < wanted.size()) {
                replace(next);
            }
        }
        await(next);
        return collect(next++);
    }

    /** An array that lives as long as the current stripe. */
    private byte[] borrow(int length) {
        byte[] array = context.buffers().take(length);
        lent.add(LentBytes.of(array, length, context.buffers()));
        return array;
    }

    private void start(ShardSource source, int stripe) {
        source.start(stripe, end - stripe);
    }

    /** Asks so many more that {@code k} sources are active that are not late. */
    private boolean replace(int stripe) {
        int lacking = blob.scheme().data() - sources.active().size() + late.size();
        List<ShardSource> reserves =
                sources.reserves().stream().limit(Math.max(0, lacking)).toList();
        reserves.forEach(source -> start(source, stripe));
        return !reserves.isEmpty();
    }

    private void await(int stripe) {
        long delay = context.hedgeDelay().nanos();
        long began = System.nanoTime();
        long giveUp = began + context.settings().readTimeout().toNanos();
        long hedge = began + delay;
        while (!isComplete(sources.having(stripe))) {
            if (!isComplete(sources.active())) {
                context.statistics().unreadableBlob();
                throw new TooFewShardsException(
                        blob.blob(), blob.scheme(), sources.active().size(), damages);
            }
            ShardSource.Arrival arrival = poll(Math.min(hedge, giveUp) - System.nanoTime());
            long now = System.nanoTime();
            if (arrival != null) {
                take(arrival, stripe, now - began);
            } else if (now - giveUp >= 0) {
                ShardException silent = new ShardException(
                        ShardFailure.UNREACHABLE,
                        "no unit within " + context.settings().readTimeout());
                sources.awaited(stripe).forEach(source -> failed(source, silent, stripe));
            } else {
                List<ShardSource> slow = sources.awaited(stripe);
                context.statistics().hedged((int)
                        slow.stream().filter(source -> !late.contains(source)).count());
                late.addAll(slow);
                hedge = replace(stripe) ? now + delay : giveUp;
            }
        }
    }

    private ShardSource.@Nullable Arrival poll(long nanos) {
        try {
            return arrivals.poll(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooFewShardsException(blob.blob(), blob.scheme(), 0, damages);
        }
    }

    private boolean isComplete(UnitSet slots) {
        return slots.size() >= blob.scheme().data() || (!wanted.isEmpty() && slots.containsAll(wanted));
    }

    private void take(ShardSource.Arrival arrival, int stripe, long waitedNanos) {
        ShardSource source = arrival.source();
        ReadUnit unit = arrival.unit();
        if (!source.expects(arrival)) {
            if (unit != null) {
                unit.bytes().giveBack();
            }
        } else if (unit == null) {
            ShardException failure = arrival.failure();
            failed(
                    source,
                    failure == null ? new ShardException(ShardFailure.UNREACHABLE, "no reason") : failure,
                    stripe);
        } else if (unit.stripe() >= end || unit.length() != stripes.unitLength(unit.stripe())) {
            unit.bytes().giveBack();
            failed(source, new ShardException(ShardFailure.CORRUPT, "a unit that is not the blob's: " + unit), stripe);
        } else {
            if (!late.contains(source)) {
                context.hedgeDelay().waited(unit.stripe() == stripe ? waitedNanos : 0);
                context.slowDrives().inTime(source.shard().drive());
            }
            source.add(unit);
        }
    }

    private void failed(ShardSource source, ShardException failure, int stripe) {
        source.fail();
        late.remove(source);
        Damage damage = new Damage(blob.blob(), source.slot(), source.shard(), failure.failure());
        damages.add(damage);
        context.statistics().damaged(failure.failure());
        listener.onDamage(damage);
        replace(stripe);
    }

    /** Takes the units of a complete stripe, and gives up the sources that it was complete without. */
    private Stripe collect(int stripe) {
        UnitSet present = sources.having(stripe);
        UnitSet used = !wanted.isEmpty() && present.containsAll(wanted)
                ? wanted
                : first(present, blob.scheme().data());
        Stripe whole = new Stripe(stripe, blob.scheme().shards(), used, stripes.unitLength(stripe), this::borrow);
        for (ShardSource source : sources.all()) {
            if (source.isActive() && used.contains(source.slot())) {
                LentBytes bytes = source.take().bytes();
                lent.add(bytes);
                whole.put(source.slot(), bytes.view());
            } else if (source.isActive()) {
                if (late.contains(source) && !source.has(stripe)) {
                    context.slowDrives().slow(source.shard().drive());
                }
                source.retire();
            }
        }
        late.clear();
        return whole;
    }

    private static UnitSet first(UnitSet set, int count) {
        UnitSet first = UnitSet.NONE;
        for (int position : set.positions()) {
            first = first.size() < count ? first.with(position) : first;
        }
        return first;
    }

    private void giveBack() {
        lent.forEach(LentBytes::giveBack);
        lent.clear();
    }

    @Override
    public void close() {
        giveBack();
        sources.all().forEach(ShardSource::retire);
        closed = true;
        giveBackArrivals();
    }

    /** On a thread of the drive's. */
    private void arrived(ShardSource.Arrival arrival) {
        arrivals.add(arrival);
        if (closed) {
            giveBackArrivals();
        }
    }

    private void giveBackArrivals() {
        for (ShardSource.Arrival arrival = arrivals.take(); arrival != null; arrival = arrivals.take()) {
            if (arrival.unit() != null) {
                arrival.unit().bytes().giveBack();
            }
        }
    }
}
