package dev.anvil.blob;

import dev.anvil.erasure.ErasureCoder;
import dev.anvil.erasure.Unit;
import dev.anvil.erasure.UnitSet;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What was read of one stripe: units by slot, those that are present. All memory is the reader's until it takes the next. */
final class Stripe {
    private final int number;
    private final UnitSet present;
    private final int unitLength;
    private final IntFunction<byte[]> memory;
    private final @Nullable ByteBuffer[] bytes;

    /** @param memory arrays of at least a length, which live as long as the stripe */
    Stripe(int number, int slots, UnitSet present, int unitLength, IntFunction<byte[]> memory) {
        this.number = number;
        this.present = present;
        this.unitLength = unitLength;
        this.memory = memory;
        this.bytes = new ByteBuffer[slots];
    }

    int number() {
        return number;
    }

    /** What came from drives. */
    UnitSet present() {
        return present;
    }

    int unitLength() {
        return unitLength;
    }

    void put(int slot, ByteBuffer unit) {
        bytes[slot] = unit;
    }

    /** A view of a unit that came from a drive or was reconstructed. */
    ByteBuffer bytes(int slot) {
        ByteBuffer unit = bytes[slot];
        if (unit == null) {
            throw new IllegalStateException("nothing is known of slot " + slot);
        }
        return unit.duplicate();
    }

    /** The same for those who work on arrays: as it lies, where it lies in one. */
    Unit unit(int slot) {
        ByteBuffer unit = bytes(slot);
        if (unit.hasArray()) {
            return new Unit(unit.array(), unit.arrayOffset() + unit.position());
        }
        byte[] copy = memory.apply(unitLength);
        unit.get(copy, 0, unitLength);
        bytes[slot] = ByteBuffer.wrap(copy, 0, unitLength);
        return Unit.of(copy);
    }

    /** Makes units that did not come out of those that did. */
    void reconstruct(ErasureCoder coder, UnitSet missing) {
        Unit[] units = new Unit[bytes.length];
        for (int slot : present.positions()) {
            units[slot] = unit(slot);
        }
        for (int slot : missing.positions()) {
            byte[] array = memory.apply(unitLength);
            units[slot] = Unit.of(array);
            bytes[slot] = ByteBuffer.wrap(array, 0, unitLength);
        }
        coder.reconstruct(units, present, missing, unitLength);
    }
}
