package dev.anvil.erasure;

import java.util.Arrays;

/** A matrix over GF(2^8), row by row. Small and slow on purpose: it is only used to prepare products. */
final class Matrix {
    private final int rows;
    private final int columns;
    private final byte[] cells;

    Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.cells = new byte[rows * columns];
    }

    /** Identity above, Cauchy below: what {@code gf_gen_cauchy1_matrix} makes. Any {@code k} of its rows are independent. */
    static Matrix cauchy(int dataUnits, int parityUnits) {
        Matrix matrix = new Matrix(dataUnits + parityUnits, dataUnits);
        for (int row = 0; row < dataUnits; row++) {
            matrix.set(row, row, 1);
        }
        for (int row = dataUnits; row < matrix.rows; row++) {
            for (int column = 0; column < dataUnits; column++) {
                matrix.set(row, column, GaloisField.inverse(row ^ column));
            }
        }
        return matrix;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    int get(int row, int column) {
        return cells[row * columns + column] & 0xff;
    }

    private void set(int row, int column, int value) {
        cells[row * columns + column] = (byte) value;
    }

    byte[] toBytes() {
        return cells.clone();
    }

    Matrix selectRows(int... wanted) {
        Matrix selected = new Matrix(wanted.length, columns);
        for (int row = 0; row < wanted.length; row++) {
            System.arraycopy(cells, wanted[row] * columns, selected.cells, row * columns, columns);
        }
        return selected;
    }

    Matrix times(Matrix right) {
        Matrix product = new Matrix(rows, right.columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < right.columns; column++) {
                int sum = 0;
                for (int i = 0; i < columns; i++) {
                    sum ^= GaloisField.multiply(get(row, i), right.get(i, column));
                }
                product.set(row, column, sum);
            }
        }
        return product;
    }

    /** Gauss-Jordan. A square part of the Cauchy matrix is never singular, so failure means a broken matrix. */
    Matrix inverse() {
        Matrix left = new Matrix(rows, columns);
        System.arraycopy(cells, 0, left.cells, 0, cells.length);
        Matrix right = new Matrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            right.set(i, i, 1);
        }
        for (int column = 0; column < columns; column++) {
            int pivot = left.rowWithValueIn(column);
            left.swapRows(column, pivot);
            right.swapRows(column, pivot);
            int scale = GaloisField.inverse(left.get(column, column));
            left.scaleRow(column, scale);
            right.scaleRow(column, scale);
            for (int row = 0; row < rows; row++) {
                if (row != column) {
                    int factor = left.get(row, column);
                    left.addScaledRow(row, column, factor);
                    right.addScaledRow(row, column, factor);
                }
            }
        }
        return right;
    }

    private int rowWithValueIn(int column) {
        for (int row = column; row < rows; row++) {
            if (get(row, column) != 0) {
                return row;
            }
        }
        throw new IllegalStateException("singular matrix " + Arrays.toString(cells));
    }

    private void swapRows(int a, int b) {
        for (int column = 0; column < columns; column++) {
            int held = get(a, column);
            set(a, column, get(b, column));
            set(b, column, held);
        }
    }

    private void scaleRow(int row, int factor) {
        for (int column = 0; column < columns; column++) {
            set(row, column, GaloisField.multiply(get(row, column), factor));
        }
    }

    private void addScaledRow(int target, int source, int factor) {
        for (int column = 0; column < columns; column++) {
            set(target, column, get(target, column) ^ GaloisField.multiply(get(source, column), factor));
        }
    }
}
