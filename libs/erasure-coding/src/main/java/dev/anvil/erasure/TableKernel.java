package dev.anvil.erasure;

import java.util.Arrays;

/**
 * Plain Java that runs anywhere: one lookup per source byte yields the products for four targets at once, packed in an
 * {@code int}. The sums of a block stay in the first-level cache until they are taken apart.
 */
final class TableKernel implements Kernel {
    private static final int TARGETS_PER_TABLE = 4;
    private static final int BLOCK = 2048;

    @Override
    public String name() {
        return "table";
    }

    @Override
    public int warmUpRounds() {
        return 200;
    }

    @Override
    public Product prepare(Matrix coefficients) {
        int groups = (coefficients.rows() + TARGETS_PER_TABLE - 1) / TARGETS_PER_TABLE;
        int[][][] tables = new int[groups][coefficients.columns()][256];
        for (int row = 0; row < coefficients.rows(); row++) {
            int shift = 8 * (row % TARGETS_PER_TABLE);
            for (int column = 0; column < coefficients.columns(); column++) {
                int[] table = tables[row / TARGETS_PER_TABLE][column];
                for (int value = 0; value < 256; value++) {
                    table[value] |= GaloisField.multiply(coefficients.get(row, column), value) << shift;
                }
            }
        }
        return new TableProduct(tables);
    }

    private record TableProduct(int[][][] tables) implements Product {
        @Override
        public void apply(Unit[] sources, Unit[] targets, int length) {
            int[] sums = new int[Math.min(BLOCK, length)];
            for (int start = 0; start < length; start += BLOCK) {
                int count = Math.min(BLOCK, length - start);
                for (int group = 0; group < tables.length; group++) {
                    sum(tables[group], sources, start, count, sums);
                    int last = Math.min(targets.length, (group + 1) * TARGETS_PER_TABLE);
                    for (int target = group * TARGETS_PER_TABLE; target < last; target++) {
                        Unit unit = targets[target];
                        takeApart(sums, count, 8 * (target % TARGETS_PER_TABLE), unit.array(), unit.offset() + start);
                    }
                }
            }
        }

        private static void sum(int[][] tables, Unit[] sources, int start, int count, int[] sums) {
            Arrays.fill(sums, 0, count, 0);
            int source = 0;
            for (; source + 4 <= sources.length; source += 4) {
                addFour(tables, sources, source, start, count, sums);
            }
            for (; source < sources.length; source++) {
                addOne(tables[source], sources[source], start, count, sums);
            }
        }

        private static void addFour(int[][] tables, Unit[] sources, int first, int start, int count, int[] sums) {
            int[] tableA = tables[first];
            int[] tableB = tables[first + 1];
            int[] tableC = tables[first + 2];
            int[] tableD = tables[first + 3];
            byte[] a = sources[first].array();
            byte[] b = sources[first + 1].array();
            byte[] c = sources[first + 2].array();
            byte[] d = sources[first + 3].array();
            int atA = sources[first].offset() + start;
            int atB = sources[first + 1].offset() + start;
            int atC = sources[first + 2].offset() + start;
            int atD = sources[first + 3].offset() + start;
            for (int i = 0; i < count; i++) {
                sums[i] ^= tableA[a[atA + i] & 0xff]
                        ^ tableB[b[atB + i] & 0xff]
                        ^ tableC[c[atC + i] & 0xff]
                        ^ tableD[d[atD + i] & 0xff];
            }
        }

        private static void addOne(int[] table, Unit source, int start, int count, int[] sums) {
            byte[] bytes = source.array();
            int at = source.offset() + start;
            for (int i = 0; i < count; i++) {
                sums[i] ^= table[bytes[at + i] & 0xff];
            }
        }

        private static void takeApart(int[] sums, int count, int shift, byte[] target, int at) {
            for (int i = 0; i < count; i++) {
                target[at + i] = (byte) (sums[i] >> shift);
            }
        }
    }
}
