package org.skipsweep.models.data.file;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.Binarizer;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.PixelKind;

/** A file of images of any origin. */
public final class ImageFile {
    private static final int DIMENSIONS = 3;

    private ImageFile() {}

    /**
     * Reads an IDX file of images, [N, rows, columns]. Where no value is above 1 the images are binary; else they are grey, and
     * binarised once as test sets are ({@link Binarizer#once}), so that a published test file gives the test set.
     *
     * @return binary images without labels
     * @throws DataException if it cannot be read, or does not hold images
     */
    public static ImageSet binary(Path path, Configuration configuration) {
        IdxFile file = IdxFile.read(path, configuration);
        int[] dims = file.dims();
        if (dims.length != DIMENSIONS) {
            throw new DataException(file.name() + ": holds " + IdxFile.describe(dims)
                    + " values, expected images x rows x columns of an IDX file");
        }
        byte[] pixels = file.bytes();
        if (!zerosAndOnes(pixels)) {
            return Binarizer.once(new ImageSet(dims[1], dims[2], PixelKind.GREY, pixels, new byte[0]), Part.TEST);
        }
        byte[] stretched = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            stretched[i] = (byte) -pixels[i];
        }
        return new ImageSet(dims[1], dims[2], PixelKind.BINARY, stretched, new byte[0]);
    }

    private static boolean zerosAndOnes(byte[] pixels) {
        for (byte pixel : pixels) {
            if ((pixel & 0xFF) > 1) {
                return false;
            }
        }
        return true;
    }
}
