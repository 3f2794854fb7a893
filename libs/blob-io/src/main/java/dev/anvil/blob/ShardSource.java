package dev.anvil.blob;

import dev.anvil.model.ShardPlacement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a blob that is being read, from the reading thread's side. Unused, then active; from there retired (too slow, or
 * not needed), from where it may be asked again when nothing else is left; or failed for good.
 */
final class ShardSource {
    private enum State {
        UNUSED,
        ACTIVE,
        RETIRED,
        FAILED
    }

    /** What a drive told about an attempt: a unit, or a failure. Attempts are counted, so that an old one's last words are ignored. */
    record Arrival(
            ShardSource source,
            int attempt,
            @Nullable ReadUnit unit,
            @Nullable ShardException failure) {}

    private final ReadContext context;
    private final int slot;
    private final ShardPlacement shard;
    private final Consumer<Arrival> arrivals;
    private final Deque<ReadUnit> units = new ArrayDeque<>();

    private State state = State.UNUSED;
    private @Nullable ShardRead read;
    private int attempt;
    private int toRequest;

    ShardSource(ReadContext context, int slot, ShardPlacement shard, Consumer<Arrival> arrivals) {
        this.context = context;
        this.slot = slot;
        this.shard = shard;
        this.arrivals = arrivals;
    }

    int slot() {
        return slot;
    }

    ShardPlacement shard() {
        return shard;
    }

    boolean isUnused() {
        return state == State.UNUSED;
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    boolean isRetired() {
        return state == State.RETIRED;
    }

    void start(int firstStripe, int stripes) {
        int mine = ++attempt;
        state = State.ACTIVE;
        int ahead = Math.min(stripes, context.settings().readAheadUnits());
        toRequest = stripes - ahead;
        ShardRead started = context.drives()
                .read(new ShardRange(shard, firstStripe, stripes), new ShardRead.Listener() {
                    @Override
                    public void onUnit(ReadUnit unit) {
                        arrivals.accept(new Arrival(ShardSource.this, mine, unit, null));
                    }

                    @Override
                    public void onFailure(ShardException failure) {
                        arrivals.accept(new Arrival(ShardSource.this, mine, null, failure));
                    }
                });
        read = started;
        started.request(ahead);
    }

    /** False when the attempt that it belongs to is over. */
    boolean expects(Arrival arrival) {
        return state == State.ACTIVE && arrival.attempt() == attempt;
    }

    void add(ReadUnit unit) {
        units.add(unit);
    }

    boolean has(int stripe) {
        ReadUnit first = units.peek();
        return first != null && first.stripe() == stripe;
    }

    /** The unit at the head; another one is asked for in its stead. */
    ReadUnit take() {
        ReadUnit unit = units.remove();
        ShardRead active = read;
        if (toRequest > 0 && active != null) {
            toRequest--;
            active.request(1);
        }
        return unit;
    }

    void fail() {
        stop(State.FAILED);
    }

    void retire() {
        stop(State.RETIRED);
    }

    private void stop(State next) {
        ShardRead active = read;
        if (state == State.ACTIVE && active != null) {
            active.cancel();
        }
        state = next;
        units.forEach(unit -> unit.bytes().giveBack());
        units.clear();
    }
}
