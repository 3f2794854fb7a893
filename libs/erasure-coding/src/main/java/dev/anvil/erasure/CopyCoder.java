package dev.anvil.erasure;

/** One data unit: parity is a plain copy, so that every shard can be read on its own. */
final class CopyCoder implements ErasureCoder {
    private final int parityUnits;

    CopyCoder(int parityUnits) {
        this.parityUnits = parityUnits;
    }

    @Override
    public int dataUnits() {
        return 1;
    }

    @Override
    public int parityUnits() {
        return parityUnits;
    }

    @Override
    public void encode(Unit[] data, Unit[] parity, int length) {
        StripeCheck.encoding(this, data, parity, length);
        for (Unit copy : parity) {
            copy(data[0], copy, length);
        }
    }

    @Override
    public void reconstruct(Unit[] stripe, UnitSet present, UnitSet wanted, int length) {
        StripeCheck.reconstruction(this, stripe, present, wanted, length);
        Unit source = stripe[present.positions()[0]];
        for (int position : wanted.positions()) {
            copy(source, stripe[position], length);
        }
    }

    private static void copy(Unit source, Unit target, int length) {
        System.arraycopy(source.array(), source.offset(), target.array(), target.offset(), length);
    }
}
