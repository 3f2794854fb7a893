package dev.anvil.erasure;

import java.util.Arrays;
import java.util.Random;

/** A stripe under test: units at odd places in larger arrays, so that writing beside them is seen. */
final class Stripe {
    private static final byte FENCE = (byte) 0xa5;

    final Unit[] units;
    final int length;

    Stripe(int count, int length, Random random) {
        this.length = length;
        this.units = new Unit[count];
        for (int i = 0; i < count; i++) {
            int offset = random.nextInt(70);
            byte[] array = new byte[offset + length + random.nextInt(70)];
            Arrays.fill(array, FENCE);
            units[i] = new Unit(array, offset);
        }
    }

    static Stripe encoded(ErasureCoder coder, int length, Random random) {
        Stripe stripe = new Stripe(coder.units(), length, random);
        for (int i = 0; i < coder.dataUnits(); i++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            stripe.put(i, bytes);
        }
        coder.encode(stripe.data(coder), stripe.parity(coder), length);
        return stripe;
    }

    Unit[] data(ErasureCoder coder) {
        return Arrays.copyOfRange(units, 0, coder.dataUnits());
    }

    Unit[] parity(ErasureCoder coder) {
        return Arrays.copyOfRange(units, coder.dataUnits(), units.length);
    }

    void put(int position, byte[] bytes) {
        System.arraycopy(bytes, 0, units[position].array(), units[position].offset(), length);
    }

    byte[] get(int position) {
        Unit unit = units[position];
        return Arrays.copyOfRange(unit.array(), unit.offset(), unit.offset() + length);
    }

    /** A copy in which the lost positions hold noise. */
    Stripe without(UnitSet lost, Random random) {
        Stripe copy = new Stripe(units.length, length, random);
        for (int i = 0; i < units.length; i++) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            copy.put(i, lost.contains(i) ? noise : get(i));
        }
        return copy;
    }

    boolean fencesIntact() {
        for (Unit unit : units) {
            for (int i = 0; i < unit.array().length; i++) {
                boolean inside = i >= unit.offset() && i < unit.offset() + length;
                if (!inside && unit.array()[i] != FENCE) {
                    return false;
                }
            }
        }
        return true;
    }
}
