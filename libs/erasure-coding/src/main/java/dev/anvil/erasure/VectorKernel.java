package dev.anvil.erasure;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The JDK Vector API: a product with a constant is two lookups, one per half byte, done by a shuffle on a whole vector.
 *
 * <p>The shape of the loops is what makes it fast. C2 keeps at most eight table vectors in registers without spilling,
 * hence four sources to one target per loop, one small loop per method, and the sums of a block stay in the first-level
 * cache while the next four sources are added.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = 16 * 1024;
    private static final byte LOW_HALF = 15;

    @Override
    public String name() {
        return "vector-" + SPECIES.vectorBitSize();
    }

    /** Until C2 has compiled the loops they run a thousand times slower. */
    @Override
    public int warmUpRounds() {
        return 400;
    }

    @Override
    public Product prepare(Matrix coefficients) {
        int rows = coefficients.rows();
        int columns = coefficients.columns();
        byte[] tables = new byte[rows * columns * 2 * LANES];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int factor = coefficients.get(row, column);
                for (int lane = 0; lane < LANES; lane++) {
                    tables[at + lane] = (byte) GaloisField.multiply(factor, lane & LOW_HALF);
                    tables[at + LANES + lane] = (byte) GaloisField.multiply(factor, (lane & LOW_HALF) << 4);
                }
                at += 2 * LANES;
            }
        }
        return new VectorProduct(coefficients, tables);
    }

    private record VectorProduct(Matrix coefficients, byte[] tables) implements Product {
        @Override
        public void apply(Unit[] sources, Unit[] targets, int length) {
            int whole = SPECIES.loopBound(length);
            for (int start = 0; start < whole; start += BLOCK) {
                int count = Math.min(BLOCK, whole - start);
                for (int row = 0; row < targets.length; row++) {
                    block(row * sources.length * 2 * LANES, sources, targets[row], start, count);
                }
            }
            for (int row = 0; row < targets.length && whole < length; row++) {
                tail(row, sources, targets[row], whole, length);
            }
        }

        private void block(int table, Unit[] sources, Unit target, int start, int count) {
            byte[] sums = target.array();
            int to = target.offset() + start;
            int source;
            if (sources.length >= 4) {
                setFour(tables, table, sources, start, sums, to, count);
                source = 4;
            } else {
                setOne(tables, table, sources[0].array(), sources[0].offset() + start, sums, to, count);
                source = 1;
            }
            for (; source + 4 <= sources.length; source += 4) {
                addFour(tables, table + source * 2 * LANES, sources, source, start, sums, to, count);
            }
            for (; source < sources.length; source++) {
                Unit unit = sources[source];
                addOne(tables, table + source * 2 * LANES, unit.array(), unit.offset() + start, sums, to, count);
            }
        }

        private void tail(int row, Unit[] sources, Unit target, int from, int length) {
            for (int i = from; i < length; i++) {
                int sum = 0;
                for (int column = 0; column < sources.length; column++) {
                    Unit source = sources[column];
                    sum ^= GaloisField.multiply(
                            coefficients.get(row, column), source.array()[source.offset() + i] & 0xff);
                }
                target.array()[target.offset() + i] = (byte) sum;
            }
        }
    }

    private static void setOne(byte[] tables, int table, byte[] a, int atA, byte[] sums, int to, int count) {
        ByteVector low = ByteVector.fromArray(SPECIES, tables, table);
        ByteVector high = ByteVector.fromArray(SPECIES, tables, table + LANES);
        for (int i = 0; i < count; i += LANES) {
            product(ByteVector.fromArray(SPECIES, a, atA + i), low, high).intoArray(sums, to + i);
        }
    }

    private static void addOne(byte[] tables, int table, byte[] a, int atA, byte[] sums, int to, int count) {
        ByteVector low = ByteVector.fromArray(SPECIES, tables, table);
        ByteVector high = ByteVector.fromArray(SPECIES, tables, table + LANES);
        for (int i = 0; i < count; i += LANES) {
            product(ByteVector.fromArray(SPECIES, a, atA + i), low, high)
                    .lanewise(VectorOperators.XOR, ByteVector.fromArray(SPECIES, sums, to + i))
                    .intoArray(sums, to + i);
        }
    }

    private static void setFour(byte[] tables, int table, Unit[] sources, int start, byte[] sums, int to, int count) {
        ByteVector lowA = ByteVector.fromArray(SPECIES, tables, table);
        ByteVector highA = ByteVector.fromArray(SPECIES, tables, table + LANES);
        ByteVector lowB = ByteVector.fromArray(SPECIES, tables, table + 2 * LANES);
        ByteVector highB = ByteVector.fromArray(SPECIES, tables, table + 3 * LANES);
        ByteVector lowC = ByteVector.fromArray(SPECIES, tables, table + 4 * LANES);
        ByteVector highC = ByteVector.fromArray(SPECIES, tables, table + 5 * LANES);
        ByteVector lowD = ByteVector.fromArray(SPECIES, tables, table + 6 * LANES);
        ByteVector highD = ByteVector.fromArray(SPECIES, tables, table + 7 * LANES);
        byte[] a = sources[0].array();
        byte[] b = sources[1].array();
        byte[] c = sources[2].array();
        byte[] d = sources[3].array();
        int atA = sources[0].offset() + start;
        int atB = sources[1].offset() + start;
        int atC = sources[2].offset() + start;
        int atD = sources[3].offset() + start;
        for (int i = 0; i < count; i += LANES) {
            product(ByteVector.fromArray(SPECIES, a, atA + i), lowA, highA)
                    .lanewise(VectorOperators.XOR, product(ByteVector.fromArray(SPECIES, b, atB + i), lowB, highB))
                    .lanewise(VectorOperators.XOR, product(ByteVector.fromArray(SPECIES, c, atC + i), lowC, highC))
                    .lanewise(VectorOperators.XOR, product(ByteVector.fromArray(SPECIES, d, atD + i), lowD, highD))
                    .intoArray(sums, to + i);
        }
    }

    private static void addFour(
            byte[] tables, int table, Unit[] sources, int first, int start, byte[] sums, int to, int count) {
        ByteVector lowA = ByteVector.fromArray(SPECIES, tables, table);
        ByteVector highA = ByteVector.fromArray(SPECIES, tables, table + LANES);
        ByteVector lowB = ByteVector.fromArray(SPECIES, tables, table + 2 * LANES);
        ByteVector highB = ByteVector.fromArray(SPECIES, tables, table + 3 * LANES);
        ByteVector lowC = ByteVector.fromArray(SPECIES, tables, table + 4 * LANES);
        ByteVector highC = ByteVector.fromArray(SPECIES, tables, table + 5 * LANES);
        ByteVector lowD = ByteVector.fromArray(SPECIES, tables, table + 6 * LANES);
        ByteVector highD = ByteVector.fromArray(SPECIES, tables, table + 7 * LANES);
        byte[] a = sources[first].array();
        byte[] b = sources[first + 1].array();
        byte[] c = sources[first + 2].array();
        byte[] d = sources[first + 3].array();
        int atA = sources[first].offset() + start;
        int atB = sources[first + 1].offset() + start;
        int atC = sources[first + 2].offset() + start;
        int atD = sources[first + 3].offset() + start;
        for (int i = 0; i < count; i += LANES) {
            product(ByteVector.fromArray(SPECIES, a, atA + i), lowA, highA)
                    .lanewise(VectorOperators.XOR, product(ByteVector.fromArray(SPECIES, b, atB + i), lowB, highB))
                    .lanewise(VectorOperators.XOR, product(ByteVector.fromArray(SPECIES, c, atC + i), lowC, highC))
                    .lanewise(VectorOperators.XOR, product(ByteVector.fromArray(SPECIES, d, atD + i), lowD, highD))
                    .lanewise(VectorOperators.XOR, ByteVector.fromArray(SPECIES, sums, to + i))
                    .intoArray(sums, to + i);
        }
    }

    private static ByteVector product(ByteVector bytes, ByteVector low, ByteVector high) {
        // There is no shift of bytes in hardware: shift shorts and mask what came over from the neighbour.
        ByteVector upper = bytes.reinterpretAsShorts()
                .lanewise(VectorOperators.LSHR, 4)
                .reinterpretAsBytes()
                .and(LOW_HALF);
        return bytes.and(LOW_HALF).selectFrom(low).lanewise(VectorOperators.XOR, upper.selectFrom(high));
    }
}
