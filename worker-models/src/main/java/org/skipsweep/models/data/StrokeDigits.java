package org.skipsweep.models.data;

import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Handwritten-like digits, drawn from our own stroke descriptions with random slant, turn, size, place, pen width and
 * shaky points; binary, 28 x 28, labelled, background 0.
 *
 * <p>Image i of a part depends on the seed, the part and i only: a smaller set is the start of a larger one. Classes are
 * uniformly random. Parts come from unrelated streams.
 */
public final class StrokeDigits {
    /** Sizes when a trial asks for all images. */
    public static final int TRAIN_SIZE = 10_000;

    public static final int VALIDATION_SIZE = 2_000;
    public static final int TEST_SIZE = 2_000;

    private static final long PUBLISHED_SEED = 20190416L;
    private static final int SIDE = 28;
    private static final double BOX_HEIGHT = 10;
    private static final double FLATNESS = 0.05;

    private final long seed;

    /** Digits of another seed than the published ones. */
    public StrokeDigits(long seed) {
        this.seed = seed;
    }

    /** The data set named {@code strokes}: the same images always. */
    public static StrokeDigits published() {
        return new StrokeDigits(PUBLISHED_SEED);
    }

    /** The first {@code size} images of a part. */
    public ImageSet images(Part part, int size) {
        byte[] pixels = new byte[size * SIDE * SIDE];
        byte[] labels = new byte[size];
        for (int index = 0; index < size; index++) {
            RandomGenerator random = randomOf(part, index);
            labels[index] = (byte) random.nextInt(10);
            ink(write(labels[index], random), random, pixels, index * SIDE * SIDE);
        }
        return new ImageSet(SIDE, SIDE, PixelKind.BINARY, pixels, labels);
    }

    private RandomGenerator randomOf(Part part, int index) {
        SplittableRandom ofPart = new SplittableRandom(seed ^ ((part.stream() + 1L) << 56));
        return new SplittableRandom(ofPart.nextLong() ^ index * 0xD1B54A32D192ED03L);
    }

    private static Path2D write(int digit, RandomGenerator random) {
        Path2D path = new Path2D.Double();
        for (List<double[]> stroke : Glyphs.strokes(digit, random.nextInt(Glyphs.ways(digit)))) {
            append(path, shaken(stroke, random));
        }
        path.transform(hand(random));
        Rectangle2D box = path.getBounds2D();
        path.transform(AffineTransform.getTranslateInstance(
                SIDE / 2.0 - box.getCenterX() + around(random, 1.5),
                SIDE / 2.0 - box.getCenterY() + around(random, 1.5)));
        return path;
    }

    /** Moves every point a little; a corner, which is two equal points, moves as one. */
    private static double[][] shaken(List<double[]> stroke, RandomGenerator random) {
        double[][] points = new double[stroke.size()][];
        for (int i = 0; i < points.length; i++) {
            double[] point = stroke.get(i);
            points[i] = i > 0 && Arrays.equals(point, stroke.get(i - 1))
                    ? points[i - 1]
                    : new double[] {point[0] + around(random, 0.75), point[1] + around(random, 0.75)};
        }
        return points;
    }

    /** A smooth curve through the points (Catmull-Rom, as Bezier segments). */
    private static void append(Path2D path, double[][] points) {
        path.moveTo(points[0][0], points[0][1]);
        for (int i = 0; i + 1 < points.length; i++) {
            double[] before = points[Math.max(0, i - 1)];
            double[] start = points[i];
            double[] end = points[i + 1];
            double[] after = points[Math.min(points.length - 1, i + 2)];
            path.curveTo(
                    start[0] + (end[0] - before[0]) / 6,
                    start[1] + (end[1] - before[1]) / 6,
                    end[0] - (after[0] - start[0]) / 6,
                    end[1] - (after[1] - start[1]) / 6,
                    end[0],
                    end[1]);
        }
    }

    /** From the glyph's box to pixels, without the final shift. */
    private static AffineTransform hand(RandomGenerator random) {
        double height = 20 + around(random, 2.5);
        double width = height * (0.98 + around(random, 0.25));
        AffineTransform hand = AffineTransform.getRotateInstance(1, around(random, 0.18));
        hand.shear(-0.12 + around(random, 0.35), 0);
        hand.scale(width / BOX_HEIGHT, height / BOX_HEIGHT);
        return hand;
    }

    /** Turns on every pixel whose centre is under the pen. */
    private static void ink(Path2D path, RandomGenerator random, byte[] pixels, int base) {
        double pen = 1.2 + around(random, 0.45);
        double[] from = new double[2];
        double[] to = new double[2];
        for (PathIterator pieces = path.getPathIterator(null, FLATNESS); !pieces.isDone(); pieces.next()) {
            if (pieces.currentSegment(to) == PathIterator.SEG_LINETO) {
                inkSegment(from, to, pen, pixels, base);
            }
            System.arraycopy(to, 0, from, 0, 2);
        }
    }

    private static void inkSegment(double[] from, double[] to, double pen, byte[] pixels, int base) {
        int top = pixelFrom(Math.min(from[1], to[1]) - pen);
        int bottom = pixelTo(Math.max(from[1], to[1]) + pen);
        int left = pixelFrom(Math.min(from[0], to[0]) - pen);
        int right = pixelTo(Math.max(from[0], to[0]) + pen);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double distance = Line2D.ptSegDistSq(from[0], from[1], to[0], to[1], column + 0.5, row + 0.5);
                if (distance <= pen * pen) {
                    pixels[base + row * SIDE + column] = (byte) 255;
                }
            }
        }
    }

    private static int pixelFrom(double coordinate) {
        return Math.max(0, (int) Math.floor(coordinate - 0.5));
    }

    private static int pixelTo(double coordinate) {
        return Math.min(SIDE - 1, (int) Math.ceil(coordinate));
    }

    /** A draw between -width and width, more often near 0. */
    private static double around(RandomGenerator random, double width) {
        return (random.nextDouble() + random.nextDouble() - 1) * width;
    }
}
