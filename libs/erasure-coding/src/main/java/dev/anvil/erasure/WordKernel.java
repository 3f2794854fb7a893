package dev.anvil.erasure;

/**
 * Plain Java that runs anywhere, eight bytes of a {@code long} at a time and without a lookup.
 *
 * <p>A block of up to four sources becomes the sums of all their subsets. A target is then Horner's scheme over the bits of
 * its coefficients, the highest first: what there is times {@code x}, plus the sum of those sources whose coefficient has
 * the bit. All loops run straight over arrays of {@code long} in the first-level cache, so that the second compiler makes
 * vectors of them by itself, and the first still does eight bytes with each instruction.
 */
final class WordKernel implements Kernel {
    private static final int SOURCES_AT_ONCE = 4;
    private static final int BITS = 8;

    @Override
    public String name() {
        return "words";
    }

    @Override
    public int warmUpRounds() {
        return 200;
    }

    @Override
    public Product prepare(Matrix coefficients) {
        int groups = (coefficients.columns() + SOURCES_AT_ONCE - 1) / SOURCES_AT_ONCE;
        int[][][] subsets = new int[groups][coefficients.rows()][BITS];
        for (int row = 0; row < coefficients.rows(); row++) {
            for (int column = 0; column < coefficients.columns(); column++) {
                int[] ofBits = subsets[column / SOURCES_AT_ONCE][row];
                int member = 1 << column % SOURCES_AT_ONCE;
                for (int bit = 0; bit < BITS; bit++) {
                    ofBits[bit] |= (coefficients.get(row, column) >> bit & 1) * member;
                }
            }
        }
        return new WordProduct(subsets);
    }

    /** @param subsets for each four sources, target and bit: which sources have that bit in their coefficient */
    private record WordProduct(int[][][] subsets) implements Product {
        @Override
        public void apply(Unit[] sources, Unit[] targets, int length) {
            WordBlock block = new WordBlock(1 << Math.min(SOURCES_AT_ONCE, sources.length), length);
            for (int start = 0; start < length; start += WordBlock.BYTES) {
                int count = Math.min(WordBlock.BYTES, length - start);
                for (int group = 0; group < subsets.length; group++) {
                    int first = group * SOURCES_AT_ONCE;
                    int last = Math.min(sources.length, first + SOURCES_AT_ONCE);
                    block.take(sources, first, last, start, count);
                    for (int row = 0; row < targets.length; row++) {
                        block.give(subsets[group][row], targets[row], start, count, group > 0);
                    }
                }
            }
        }
    }
}
