package dev.anvil.blob;

import dev.anvil.erasure.UnitSet;
import dev.anvil.model.ShardPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The shards that a read can draw on, those on good drives first, and data before parity among equals. */
final class ShardSources {
    private final List<ShardSource> willing = new ArrayList<>();
    /** On drives that are away or were slow lately. Asked when the others do not suffice. */
    private final List<ShardSource> reluctant = new ArrayList<>();

    private final List<ShardSource> all = new ArrayList<>();

    ShardSources(ReadContext context, BlobLayout blob, UnitSet excluded, Consumer<ShardSource.Arrival> arrivals) {
        for (int slot = 0; slot < blob.scheme().shards(); slot++) {
            ShardPlacement shard = blob.shards().get(slot);
            if (shard != null && !excluded.contains(slot)) {
                boolean good = context.drives().isPromising(shard.drive())
                        && context.slowDrives().mayBeAskedFirst(shard.drive());
                (good ? willing : reluctant).add(new ShardSource(context, slot, shard, arrivals));
            }
        }
        all.addAll(willing);
        all.addAll(reluctant);
    }

    List<ShardSource> all() {
        return all;
    }

    /** Sources for the slots, as far as they are willing. */
    List<ShardSource> willing(UnitSet slots) {
        return willing.stream().filter(source -> slots.contains(source.slot())).toList();
    }

    /** Not active, but able to become so: first those that were not asked yet, then those that were given up. */
    List<ShardSource> reserves() {
        List<ShardSource> reserves = new ArrayList<>();
        all.stream().filter(ShardSource::isUnused).forEach(reserves::add);
        all.stream().filter(ShardSource::isRetired).forEach(reserves::add);
        return reserves;
    }

    UnitSet active() {
        UnitSet active = UnitSet.NONE;
        for (ShardSource source : all) {
            active = source.isActive() ? active.with(source.slot()) : active;
        }
        return active;
    }

    /** The slots whose unit of the stripe has come. */
    UnitSet having(int stripe) {
        UnitSet having = UnitSet.NONE;
        for (ShardSource source : all) {
            having = source.isActive() && source.has(stripe) ? having.with(source.slot()) : having;
        }
        return having;
    }

    /** Active sources whose unit of the stripe has not come. */
    List<ShardSource> awaited(int stripe) {
        return all.stream()
                .filter(source -> source.isActive() && !source.has(stripe))
                .toList();
    }
}
