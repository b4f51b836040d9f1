package dev.confab.chat.adapter.image;

import java.util.Arrays;

/** A 3×3 matrix. */
final class Matrix {

    private static final int SIDE = 3;

    private final double[] cells;

    /** @param cells row by row */
    Matrix(double... cells) {
        this.cells = cells.clone();
    }

    static Matrix diagonal(double first, double second, double third) {
        return new Matrix(first, 0, 0, 0, second, 0, 0, 0, third);
    }

    double cell(int row, int column) {
        return cells[row * SIDE + column];
    }

    double[] times(double[] vector) {
        var product = new double[SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                product[row] += cell(row, column) * vector[column];
            }
        }
        return product;
    }

    Matrix times(Matrix other) {
        var product = new double[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                for (int i = 0; i < SIDE; i++) {
                    product[row * SIDE + column] += cell(row, i) * other.cell(i, column);
                }
            }
        }
        return new Matrix(product);
    }

    /** Returns the inverse. Its cells are not finite if there is none. */
    Matrix inverse() {
        var inverse = new double[SIDE * SIDE];
        double determinant = 0;
        for (int column = 0; column < SIDE; column++) {
            determinant += cell(0, column) * cofactor(0, column);
        }
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                inverse[column * SIDE + row] = cofactor(row, column) / determinant;
            }
        }
        return new Matrix(inverse);
    }

    private double cofactor(int row, int column) {
        int below = (row + 1) % SIDE;
        int lowest = (row + 2) % SIDE;
        int right = (column + 1) % SIDE;
        int rightmost = (column + 2) % SIDE;
        return cell(below, right) * cell(lowest, rightmost) - cell(below, rightmost) * cell(lowest, right);
    }

    boolean isFinite() {
        return Arrays.stream(cells).allMatch(Double::isFinite);
    }
}
