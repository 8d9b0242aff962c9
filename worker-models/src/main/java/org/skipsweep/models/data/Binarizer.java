package org.skipsweep.models.data;

import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/**
 * Bernoulli(pixel/255) draws (model spec B.1). A pixel of 0 is never on and one of 255 always, and neither uses up
 * randomness, so binary images pass through unchanged.
 */
public final class Binarizer {

    /** Seed of the one draw of sets that are binarised once; part of what defines such a data set. */
    public static final long PUBLISHED_SEED = 20190421L;

    private Binarizer() {}

    /**
     * Draws a minibatch.
     *
     * @param images grey or binary images
     * @param order indices of images
     * @param from first entry of {@code order} to use
     * @param count number of entries to use
     * @param random consumed only at pixels strictly between 0 and 255
     * @param target receives [count, rows, columns] row-major from its start on, each value 0 or 1
     * @throws IndexOutOfBoundsException if {@code order} or {@code target} is too short
     */
    public static void draw(ImageSet images, int[] order, int from, int count, RandomGenerator random, float[] target) {
        byte[] pixels = images.pixels();
        int each = images.pixelsPerImage();
        Coins coins = new Coins(random);
        for (int image = 0; image < count; image++) {
            int source = order[from + image] * each;
            int base = image * each;
            for (int pixel = 0; pixel < each; pixel++) {
                int grey = pixels[source + pixel] & 0xFF;
                if (grey == 0) {
                    target[base + pixel] = 0f;
                } else {
                    target[base + pixel] = grey == 255 || coins.on(grey) ? 1f : 0f;
                }
            }
        }
    }

    /**
     * One draw of a whole set from {@link #PUBLISHED_SEED}: always the same images. The draw of the first n images of a
     * set is the first n images of its draw.
     *
     * @param images grey or binary images
     * @param part selects an independent stream
     */
    public static ImageSet once(ImageSet images, Part part) {
        Coins coins = new Coins(new Draws(PUBLISHED_SEED).of(Purpose.BINARIZATION, part.stream()));
        byte[] pixels = images.pixels();
        byte[] drawn = new byte[pixels.length];
        for (int pixel = 0; pixel < drawn.length; pixel++) {
            int grey = pixels[pixel] & 0xFF;
            if (grey == 255 || (grey != 0 && coins.on(grey))) {
                drawn[pixel] = (byte) 255;
            }
        }
        return new ImageSet(images.rows(), images.columns(), PixelKind.BINARY, drawn, images.labels());
    }

    /** Biased coins, two from each random long; probabilities are exact to 2^-32. */
    private static final class Coins {
        private static final long MASK = 0xFFFFFFFFL;
        private static final double SCALE = 4294967296.0 / 255;

        private final RandomGenerator random;
        private long bits;
        private boolean halfLeft;

        Coins(RandomGenerator random) {
            this.random = random;
        }

        boolean on(int grey) {
            if (halfLeft) {
                bits >>>= 32;
            } else {
                bits = random.nextLong();
            }
            halfLeft = !halfLeft;
            return (bits & MASK) < (long) (grey * SCALE);
        }
    }
}
