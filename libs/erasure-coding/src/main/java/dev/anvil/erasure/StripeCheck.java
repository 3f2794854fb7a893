package dev.anvil.erasure;

import java.util.Objects;

/** Refuses what would make a kernel, above all a native one, read or write outside its arrays. */
final class StripeCheck {
    private StripeCheck() {}

    static void geometry(int dataUnits, int parityUnits) {
        if (dataUnits < 1 || parityUnits < 0 || dataUnits > ErasureCoder.MAX_UNITS - parityUnits) {
            throw new IllegalArgumentException("no such scheme: " + dataUnits + "+" + parityUnits
                    + "; at least one data unit and at most " + ErasureCoder.MAX_UNITS + " units in all");
        }
    }

    static void encoding(ErasureCoder coder, Unit[] data, Unit[] parity, int length) {
        if (data.length != coder.dataUnits() || parity.length != coder.parityUnits()) {
            throw new IllegalArgumentException(data.length + "+" + parity.length + " units given to a coder of "
                    + coder.dataUnits() + "+" + coder.parityUnits());
        }
        length(length);
        for (Unit unit : data) {
            fits(unit, length);
        }
        for (Unit unit : parity) {
            fits(unit, length);
        }
    }

    static void reconstruction(ErasureCoder coder, Unit[] stripe, UnitSet present, UnitSet wanted, int length) {
        if (stripe.length != coder.units()) {
            throw new IllegalArgumentException(stripe.length + " units given to a coder of " + coder.units());
        }
        length(length);
        UnitSet all = UnitSet.first(coder.units());
        if (!all.containsAll(present) || !all.containsAll(wanted)) {
            throw new IllegalArgumentException("positions beyond the stripe's " + coder.units() + " units");
        }
        if ((present.bits() & wanted.bits()) != 0) {
            throw new IllegalArgumentException("a unit cannot be both present and wanted");
        }
        if (present.size() < coder.dataUnits()) {
            throw new IllegalArgumentException(
                    present.size() + " units are present, " + coder.dataUnits() + " are needed to reconstruct");
        }
        for (int position : new UnitSet(present.bits() | wanted.bits()).positions()) {
            fits(stripe[position], length);
        }
    }

    private static void length(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("negative length " + length);
        }
    }

    private static void fits(Unit unit, int length) {
        Objects.requireNonNull(unit, "unit");
        Objects.checkFromIndexSize(unit.offset(), length, unit.array().length);
    }
}
