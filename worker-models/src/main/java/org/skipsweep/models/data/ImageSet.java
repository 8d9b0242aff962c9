package org.skipsweep.models.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.random.Draws;

/**
 * Images of one size, held as a byte per pixel. The arrays are shared, not copied: nobody may write to them.
 *
 * @param rows height of an image in pixels
 * @param columns width of an image in pixels
 * @param kind whether pixels are grey levels or binary
 * @param pixels [size, rows, columns] row-major, unsigned 0 to 255
 * @param labels the class of each image, or empty if the set has no labels
 */
public record ImageSet(int rows, int columns, PixelKind kind, byte[] pixels, byte[] labels)
        implements Examples, Serializable {

    /** @throws IllegalArgumentException if the arrays do not hold a whole number of images or not a label for each */
    public ImageSet {
        if (rows < 1 || columns < 1 || pixels.length % (rows * columns) != 0) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels are not a whole number of images of " + rows + " x " + columns);
        }
        int size = pixels.length / (rows * columns);
        if (labels.length != 0 && labels.length != size) {
            throw new IllegalArgumentException(labels.length + " labels for " + size + " images");
        }
    }

    /** Number of images. */
    @Override
    public int size() {
        return pixels.length / pixelsPerImage();
    }

    /** Rows times columns. */
    public int pixelsPerImage() {
        return rows * columns;
    }

    /** The class of an image, if the set has labels. */
    @Override
    public OptionalInt label(int index) {
        return labels.length == 0 ? OptionalInt.empty() : OptionalInt.of(labels[index]);
    }

    @Override
    public DataShape shape() {
        return new DataShape.Images(pixelsPerImage());
    }

    /** {@inheritDoc} Grey images are binarised anew each time they come up. */
    @Override
    public Batches shuffled(int batchSize, Draws draws) {
        return new ImageBatches(this, batchSize, draws);
    }

    /** {@inheritDoc} For binary images. */
    @Override
    public Iterator<Batch> inOrder(int batchSize) {
        return inOrder(batchSize, new Draws(0).of(Draws.Purpose.BINARIZATION, 0));
    }

    /**
     * All images once.
     *
     * @param binarization consumed by grey pixels only
     */
    public Iterator<Batch> inOrder(int batchSize, RandomGenerator binarization) {
        int[] order = IntStream.range(0, size()).toArray();
        return IntStream.iterate(0, from -> from < order.length, from -> from + batchSize)
                .mapToObj(from ->
                        ImageBatches.of(this, order, from, Math.min(batchSize, order.length - from), binarization))
                .iterator();
    }

    /** The first {@code limit} images, or this set if it has no more than that. */
    public ImageSet first(int limit) {
        return limit >= size() ? this : range(0, limit);
    }

    /** Images {@code from} (inclusive) to {@code to} (exclusive), copied. */
    ImageSet range(int from, int to) {
        int each = pixelsPerImage();
        return new ImageSet(
                rows,
                columns,
                kind,
                Arrays.copyOfRange(pixels, from * each, to * each),
                labels.length == 0 ? labels : Arrays.copyOfRange(labels, from, to));
    }

    /** The images at the given indices, copied. */
    ImageSet reordered(int[] indices) {
        int each = pixelsPerImage();
        byte[] moved = new byte[indices.length * each];
        byte[] movedLabels = new byte[labels.length == 0 ? 0 : indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * each, moved, i * each, each);
            if (labels.length != 0) {
                movedLabels[i] = labels[indices[i]];
            }
        }
        return new ImageSet(rows, columns, kind, moved, movedLabels);
    }

    /** The mean pixel, as a fraction of 255. */
    public double mean() {
        long sum = 0;
        for (byte pixel : pixels) {
            sum += pixel & 0xFF;
        }
        return sum / 255.0 / pixels.length;
    }
}
