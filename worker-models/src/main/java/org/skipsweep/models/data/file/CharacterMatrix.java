package org.skipsweep.models.data.file;

import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;
import us.hebi.matlab.mat.types.Matrix;

/** The matrices of {@code chardata.mat}: a column per image, its pixels column by column, as numbers from 0 to 1. */
public final class CharacterMatrix {
    private static final double ROUNDING = 1e-6;

    private CharacterMatrix() {}

    /**
     * The images of one part, upright, in 255ths, labelled by alphabet.
     *
     * @param images name of the matrix of 784 x {@code size} pixels
     * @param alphabets name of the matrix of 50 x {@code size} values, in each column one 1 and else 0
     * @throws DataException if a matrix is missing, of another size, or holds other values
     */
    public static ImageSet images(MatFile file, String images, String alphabets, int size) {
        int side = SourceFiles.SIDE;
        return new ImageSet(
                side,
                side,
                PixelKind.GREY,
                pixels(file, images, file.matrix(images, side * side, size)),
                labels(file, alphabets, file.matrix(alphabets, SourceFiles.ALPHABETS, size)));
    }

    private static byte[] pixels(MatFile file, String variable, Matrix matrix) {
        int side = SourceFiles.SIDE;
        byte[] pixels = new byte[matrix.getNumElements()];
        for (int image = 0; image < matrix.getNumCols(); image++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    int place = column * side + row;
                    double value = matrix.getDouble(place, image);
                    if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
                        throw wrong(file, variable, place, image, value + ", expected 0 to 1");
                    }
                    pixels[(image * side + row) * side + column] = (byte) Math.round(value * 255);
                }
            }
        }
        return pixels;
    }

    private static byte[] labels(MatFile file, String variable, Matrix matrix) {
        byte[] labels = new byte[matrix.getNumCols()];
        for (int image = 0; image < labels.length; image++) {
            int ones = 0;
            for (int alphabet = 0; alphabet < matrix.getNumRows(); alphabet++) {
                double value = matrix.getDouble(alphabet, image);
                if (value == 1) {
                    labels[image] = (byte) alphabet;
                    ones++;
                } else if (value != 0) {
                    throw wrong(file, variable, alphabet, image, value + ", expected 0 or 1");
                }
            }
            if (ones != 1) {
                throw new DataException(file.name() + ": " + variable + ": column " + (image + 1) + " holds " + ones
                        + " ones, expected one, the alphabet");
            }
        }
        return labels;
    }

    private static DataException wrong(MatFile file, String variable, int row, int column, String what) {
        return new DataException(file.name() + ": " + variable + "(" + (row + 1) + "," + (column + 1) + ") is " + what);
    }
}
