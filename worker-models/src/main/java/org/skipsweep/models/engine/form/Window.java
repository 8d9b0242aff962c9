package org.skipsweep.models.engine.form;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The pixels that a convolution sees from a pixel, which may all lie before it; those outside the image count as 0.
 *
 * @param fromRow offset of the first row, at most 0
 * @param fromColumn offset of the first column, at most 0
 * @param rows number of rows
 * @param columns number of columns
 */
public record Window(int fromRow, int fromColumn, int rows, int columns) {
    /** Two rows of three pixels, shifted down by one: the rows r - 2 and r - 1. */
    public static final Window ABOVE = new Window(-2, -1, 2, 3);

    /** Two pixels, shifted right by one: the columns c - 2 and c - 1 (mask A). */
    public static final Window LEFT = new Window(0, -2, 1, 2);

    /** The columns c - 1 and c (mask B). */
    public static final Window UP_TO = new Window(0, -1, 1, 2);

    /** The pixel itself. */
    public static final Window SELF = new Window(0, 0, 1, 1);

    /** Zero rows above and below that a convolution adds by itself: never as many as the window has. */
    int padRows() {
        return Math.min(-fromRow, rows - 1);
    }

    /** Likewise for columns. */
    int padColumns() {
        return Math.min(-fromColumn, columns - 1);
    }

    /** Zero rows that are still missing above. */
    int shiftRows() {
        return -fromRow - padRows();
    }

    /** Zero columns that are still missing on the left. */
    int shiftColumns() {
        return -fromColumn - padColumns();
    }

    /** A convolution over the window that adds its padding by itself, on both sides, so that there may be too much. */
    Conv2DConfig padded() {
        return ConvolutionConfigs.of(rows, columns, padRows(), padColumns(), 1);
    }

    /** Number of pixels that it sees. */
    public int size() {
        return rows * columns;
    }

    /**
     * 1 where a convolution has its bias, [side, side]: a shift comes after the bias, so what it moves in from outside has
     * none.
     */
    INDArray biased(DataType dataType, int side) {
        INDArray biased = Nd4j.zeros(dataType, side, side);
        for (int row = Math.max(0, 1 - fromRow - rows); row < side; row++) {
            for (int column = Math.max(0, 1 - fromColumn - columns); column < side; column++) {
                biased.putScalar(row, column, 1);
            }
        }
        return biased;
    }

    boolean biasedEverywhere() {
        return fromRow + rows > 0 && fromColumn + columns > 0;
    }
}
