package org.skipsweep.models.data.strokes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.PixelKind;
import org.skipsweep.models.data.strokes.Curve.Point;

/**
 * Handwritten-like digits, drawn from our own stroke descriptions with random slant, turn, size, place, pen width and
 * shaky points; binary, 28 x 28, labelled, background 0.
 *
 * <p>Image i of a part depends on the seed, the part and i only: a smaller set is the start of a larger one. Classes are
 * uniformly random. Parts come from unrelated streams. The images are the same to the bit on every version of Java.
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

    private static List<Curve> write(int digit, RandomGenerator random) {
        List<Curve> written = new ArrayList<>();
        for (List<double[]> stroke : Glyphs.strokes(digit, random.nextInt(Glyphs.ways(digit)))) {
            written.addAll(Curve.through(shaken(stroke, random)));
        }
        UnaryOperator<Point> hand = hand(random);
        written.replaceAll(curve -> curve.mapped(hand));
        double right = SIDE / 2.0 - centre(written, Point::x) + around(random, 1.5);
        double down = SIDE / 2.0 - centre(written, Point::y) + around(random, 1.5);
        written.replaceAll(curve -> curve.mapped(point -> point.moved(right, down)));
        return written;
    }

    /** Half way between the least and the greatest coordinate of all the curves' points, also of those beside the line. */
    private static double centre(List<Curve> curves, ToDoubleFunction<Point> coordinate) {
        DoubleSummaryStatistics all = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(coordinate)
                .summaryStatistics();
        return all.getMin() + (all.getMax() - all.getMin()) / 2;
    }

    /** Moves every point a little; a corner, which is two equal points, moves as one. */
    private static List<Point> shaken(List<double[]> stroke, RandomGenerator random) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < stroke.size(); i++) {
            double[] point = stroke.get(i);
            points.add(
                    i > 0 && Arrays.equals(point, stroke.get(i - 1))
                            ? points.get(i - 1)
                            : new Point(point[0] + around(random, 0.75), point[1] + around(random, 0.75)));
        }
        return points;
    }

    /** From the glyph's box to pixels, without the final shift: scaled, slanted, then turned. */
    private static UnaryOperator<Point> hand(RandomGenerator random) {
        double height = 20 + around(random, 2.5);
        double width = height * (0.98 + around(random, 0.25));
        double rise = around(random, 0.18);
        double slant = -0.12 + around(random, 0.35);
        double cosine = 1 / Math.sqrt(1 + rise * rise);
        double sine = rise / Math.sqrt(1 + rise * rise);
        double scaleX = width / BOX_HEIGHT;
        double scaleY = height / BOX_HEIGHT;
        double xToX = cosine * scaleX;
        double yToX = (cosine * slant - sine) * scaleY;
        double xToY = sine * scaleX;
        double yToY = (sine * slant + cosine) * scaleY;
        return point -> new Point(xToX * point.x() + yToX * point.y(), xToY * point.x() + yToY * point.y());
    }

    /** Turns on every pixel whose centre is under the pen. */
    private static void ink(List<Curve> curves, RandomGenerator random, byte[] pixels, int base) {
        double pen = 1.2 + around(random, 0.45);
        curves.forEach(curve -> curve.pieces(FLATNESS, (from, to) -> inkPiece(from, to, pen, pixels, base)));
    }

    private static void inkPiece(Point from, Point to, double pen, byte[] pixels, int base) {
        int top = pixelFrom(Math.min(from.y(), to.y()) - pen);
        int bottom = pixelTo(Math.max(from.y(), to.y()) + pen);
        int left = pixelFrom(Math.min(from.x(), to.x()) - pen);
        int right = pixelTo(Math.max(from.x(), to.x()) + pen);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                if (new Point(column + 0.5, row + 0.5).squaredDistance(from, to) <= pen * pen) {
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
