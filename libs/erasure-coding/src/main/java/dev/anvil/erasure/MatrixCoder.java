package dev.anvil.erasure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reed-Solomon as products with the Cauchy matrix or with the inverse of a part of it. */
final class MatrixCoder implements ErasureCoder {
    /** Patterns of loss repeat for as long as a drive is away; all of 10+4 are 1,470. */
    private static final int MAX_CACHED_PRODUCTS = 2048;

    private record Pattern(UnitSet sources, UnitSet wanted) {}

    private final Kernel kernel;
    private final int dataUnits;
    private final int parityUnits;
    private final Matrix generator;
    private final Kernel.Product encoding;
    private final Map<Pattern, Kernel.Product> reconstructions = new ConcurrentHashMap<>();

    MatrixCoder(Kernel kernel, int dataUnits, int parityUnits) {
        this.kernel = kernel;
        this.dataUnits = dataUnits;
        this.parityUnits = parityUnits;
        this.generator = Matrix.cauchy(dataUnits, parityUnits);
        this.encoding = kernel.prepare(generator.selectRows(
                UnitSet.first(units()).minus(UnitSet.first(dataUnits)).positions()));
    }

    @Override
    public int dataUnits() {
        return dataUnits;
    }

    @Override
    public int parityUnits() {
        return parityUnits;
    }

    @Override
    public void encode(Unit[] data, Unit[] parity, int length) {
        StripeCheck.encoding(this, data, parity, length);
        if (length > 0 && parityUnits > 0) {
            encoding.apply(data, parity, length);
        }
    }

    @Override
    public void reconstruct(Unit[] stripe, UnitSet present, UnitSet wanted, int length) {
        StripeCheck.reconstruction(this, stripe, present, wanted, length);
        if (length == 0 || wanted.isEmpty()) {
            return;
        }
        UnitSet sources = firstOf(present, dataUnits);
        reconstruction(new Pattern(sources, wanted)).apply(select(stripe, sources), select(stripe, wanted), length);
    }

    private Kernel.Product reconstruction(Pattern pattern) {
        Kernel.Product known = reconstructions.get(pattern);
        if (known != null) {
            return known;
        }
        Matrix fromSources = generator.selectRows(pattern.sources().positions()).inverse();
        Kernel.Product prepared = kernel.prepare(
                generator.selectRows(pattern.wanted().positions()).times(fromSources));
        if (reconstructions.size() >= MAX_CACHED_PRODUCTS) {
            reconstructions.clear();
        }
        reconstructions.put(pattern, prepared);
        return prepared;
    }

    private static UnitSet firstOf(UnitSet set, int count) {
        UnitSet chosen = set;
        for (int surplus = set.size() - count; surplus > 0; surplus--) {
            chosen = new UnitSet(chosen.bits() & ~Integer.highestOneBit(chosen.bits()));
        }
        return chosen;
    }

    private static Unit[] select(Unit[] stripe, UnitSet set) {
        int[] positions = set.positions();
        Unit[] selected = new Unit[positions.length];
        for (int i = 0; i < positions.length; i++) {
            selected[i] = stripe[positions[i]];
        }
        return selected;
    }
}
