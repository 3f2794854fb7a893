package dev.anvil.erasure;

/** ISA-L through JNI, straight on heap arrays: they are pinned, not copied. */
final class NativeKernel implements Kernel {
    /** What ISA-L expands one coefficient to. */
    private static final int TABLE_BYTES = 32;

    NativeKernel(IsaL loaded) {
        // The argument proves that the native methods below are bound.
        if (TABLE_BYTES != tableBytes()) {
            throw new IllegalStateException(loaded + " was built for tables of " + tableBytes() + " bytes");
        }
    }

    @Override
    public String name() {
        return "isa-l";
    }

    @Override
    public int warmUpRounds() {
        return 20;
    }

    @Override
    public Product prepare(Matrix coefficients) {
        byte[] tables = new byte[coefficients.rows() * coefficients.columns() * TABLE_BYTES];
        initTables(coefficients.columns(), coefficients.rows(), coefficients.toBytes(), tables);
        return new NativeProduct(tables);
    }

    private record NativeProduct(byte[] tables) implements Product {
        @Override
        public void apply(Unit[] sources, Unit[] targets, int length) {
            int count = sources.length + targets.length;
            byte[][] arrays = new byte[count][];
            int[] offsets = new int[count];
            for (int i = 0; i < count; i++) {
                Unit unit = i < sources.length ? sources[i] : targets[i - sources.length];
                arrays[i] = unit.array();
                offsets[i] = unit.offset();
            }
            multiply(length, sources.length, targets.length, tables, arrays, offsets);
        }
    }

    private static native int tableBytes();

    private static native void initTables(int sources, int targets, byte[] coefficients, byte[] tables);

    /** {@code arrays} holds the sources, then the targets. */
    private static native void multiply(
            int length, int sources, int targets, byte[] tables, byte[][] arrays, int[] offsets);
}
