package org.skipsweep.models.data.strokes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * A cubic Bezier curve. Sums, products, quotients and square roots only, in a fixed order, none of them left to the
 * platform's classes for shapes, whose results differ between versions of Java: the same points to the bit everywhere.
 *
 * @param start where it begins
 * @param leaving what it leaves {@code start} towards
 * @param arriving what it comes to {@code end} from
 * @param end where it ends
 */
record Curve(Point start, Point leaving, Point arriving, Point end) {
    private static final int DEEPEST_HALVING = 10;

    /** A point of the plane. */
    record Point(double x, double y) {
        Point moved(double right, double down) {
            return new Point(x + right, y + down);
        }

        /** The square of the distance from the piece of a line between two points. */
        double squaredDistance(Point from, Point to) {
            double alongX = to.x - from.x;
            double alongY = to.y - from.y;
            double awayX = x - from.x;
            double awayY = y - from.y;
            double product = awayX * alongX + awayY * alongY;
            double projected = 0;
            if (product > 0) {
                awayX = alongX - awayX;
                awayY = alongY - awayY;
                product = awayX * alongX + awayY * alongY;
                if (product > 0) {
                    projected = product * product / (alongX * alongX + alongY * alongY);
                }
            }
            return Math.max(0, awayX * awayX + awayY * awayY - projected);
        }

        private Point halfWay(Point other) {
            return new Point((x + other.x) / 2, (y + other.y) / 2);
        }
    }

    /** A smooth line through points in their order, a curve from each to the next (Catmull-Rom). */
    static List<Curve> through(List<Point> points) {
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i + 1 < points.size(); i++) {
            Point before = points.get(Math.max(0, i - 1));
            Point start = points.get(i);
            Point end = points.get(i + 1);
            Point after = points.get(Math.min(points.size() - 1, i + 2));
            curves.add(new Curve(
                    start,
                    start.moved((end.x - before.x) / 6, (end.y - before.y) / 6),
                    new Point(end.x - (after.x - start.x) / 6, end.y - (after.y - start.y) / 6),
                    end));
        }
        return curves;
    }

    /** The four points. */
    List<Point> points() {
        return List.of(start, leaving, arriving, end);
    }

    /** The curve of the four points' images under an affine map. */
    Curve mapped(UnaryOperator<Point> map) {
        return new Curve(map.apply(start), map.apply(leaving), map.apply(arriving), map.apply(end));
    }

    /** Goes along the curve by straight pieces that stray less than {@code flatness} from it, ten halvings at most. */
    void pieces(double flatness, BiConsumer<Point, Point> fromTo) {
        pieces(flatness * flatness, DEEPEST_HALVING, fromTo);
    }

    private void pieces(double squaredFlatness, int halvings, BiConsumer<Point, Point> fromTo) {
        double stray = Math.max(leaving.squaredDistance(start, end), arriving.squaredDistance(start, end));
        if (halvings == 0 || stray < squaredFlatness) {
            fromTo.accept(start, end);
            return;
        }
        Point first = start.halfWay(leaving);
        Point last = arriving.halfWay(end);
        Point centre = leaving.halfWay(arriving);
        Point beforeMiddle = first.halfWay(centre);
        Point afterMiddle = centre.halfWay(last);
        Point middle = beforeMiddle.halfWay(afterMiddle);
        new Curve(start, first, beforeMiddle, middle).pieces(squaredFlatness, halvings - 1, fromTo);
        new Curve(middle, afterMiddle, last, end).pieces(squaredFlatness, halvings - 1, fromTo);
    }
}
