package org.skipsweep.driver.report;

import java.awt.Font;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A quantity against the number of decoder layers: lines with error bars, the paper's values as hollow marks on dotted lines,
 * bounds as lines across.
 */
public final class DepthChart {
    private static final double RADIUS = 4;
    /** Sideways, so that error bars at the same depth stand beside each other. */
    private static final double SHIFT = 0.08;
    /** Room for the marks of the y axis, so that the areas of charts beside each other are of one size. */
    private static final double LEFT = 40;
    /** Of the greatest value, above it. */
    private static final double AIR = 1.08;

    private DepthChart() {}

    /**
     * A line.
     *
     * @param name in the legend
     * @param points by increasing depth
     * @param paper the paper's points, possibly none
     */
    public record Curve(String name, List<Point> points, List<Point> paper) {}

    /**
     * A point of a line.
     *
     * @param decoderLayers the depth
     * @param value the quantity
     * @param halfWidth of its confidence interval, if it has one
     */
    public record Point(int decoderLayers, double value, Optional<Double> halfWidth) {
        private double top() {
            return value + halfWidth.orElse(0.0);
        }

        private double bottom() {
            return value - halfWidth.orElse(0.0);
        }
    }

    /**
     * A value that the quantity cannot exceed.
     *
     * @param name beside its line
     */
    public record Bound(double value, String name) {}

    /**
     * The chart, its y axis from 0 or the smallest value, its x axis marked at the depths that there are.
     *
     * @param title what is shown
     * @param unit of the quantity; it stands in the title, since a word on its side is neither easy to read nor text in SVG
     */
    public static JFreeChart of(String title, String unit, List<Curve> curves, List<Bound> bounds) {
        XYPlot plot = new XYPlot();
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setDomainAxis(depths(points(curves).map(Point::decoderLayers).toList()));
        plot.setRangeAxis(values(points(curves).toList(), bounds));
        plot.setDomainGridlinesVisible(false);
        AxisSpace space = new AxisSpace();
        space.setLeft(LEFT);
        plot.setFixedRangeAxisSpace(space);
        addLines(plot, curves);
        addIntervals(plot, curves);
        bounds.forEach(bound -> plot.addRangeMarker(marker(bound)));
        return Look.chart(title + ", in " + unit, plot);
    }

    private static Stream<Point> points(List<Curve> curves) {
        return curves.stream().flatMap(curve -> Stream.concat(curve.points().stream(), curve.paper().stream()));
    }

    private static NumberAxis depths(Collection<Integer> depths) {
        int greatest = depths.stream().mapToInt(depth -> depth).max().orElse(1);
        String[] marks = new String[greatest + 2];
        Arrays.fill(marks, "");
        depths.forEach(depth -> marks[depth] = Integer.toString(depth));
        SymbolAxis axis = new SymbolAxis("decoder layers", marks);
        axis.setGridBandsVisible(false);
        axis.setTickMarksVisible(false);
        axis.setRange(0, greatest + 1.0);
        Look.axis(axis);
        return axis;
    }

    private static NumberAxis values(List<Point> points, List<Bound> bounds) {
        NumberAxis axis = new NumberAxis();
        double greatest = Stream.concat(
                        points.stream().map(Point::top), bounds.stream().map(Bound::value))
                .mapToDouble(value -> value)
                .max()
                .orElse(1);
        double smallest = points.stream().mapToDouble(Point::bottom).min().orElse(0);
        double upper = greatest > 0 ? greatest * AIR : 1;
        axis.setRange(Math.min(0, smallest), upper);
        Look.axis(axis);
        return axis;
    }

    private static void addLines(XYPlot plot, List<Curve> curves) {
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        renderer.setUseFillPaint(false);
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            int series = lines.getSeriesCount();
            lines.addSeries(line(curve.name(), curve.points(), shift(i, curves)));
            renderer.setSeriesStroke(series, Look.line(i));
            style(renderer, series, i);
            if (!curve.paper().isEmpty()) {
                lines.addSeries(line(curve.name() + ", paper", curve.paper(), shift(i, curves)));
                renderer.setSeriesStroke(series + 1, Look.dotted());
                renderer.setSeriesShapesFilled(series + 1, false);
                style(renderer, series + 1, i);
            }
        }
        plot.setDataset(0, lines);
        plot.setRenderer(0, renderer);
    }

    private static void style(XYLineAndShapeRenderer renderer, int series, int curve) {
        renderer.setSeriesPaint(series, Look.paint(curve));
        renderer.setSeriesShape(series, Look.shape(curve, RADIUS));
    }

    private static double shift(int curve, List<Curve> curves) {
        return (curve - (curves.size() - 1) / 2.0) * SHIFT;
    }

    private static XYSeries line(String name, List<Point> points, double shift) {
        XYSeries series = new XYSeries(name, false);
        points.forEach(point -> series.add(point.decoderLayers() + shift, point.value()));
        return series;
    }

    private static void addIntervals(XYPlot plot, List<Curve> curves) {
        XYIntervalSeriesCollection intervals = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDefaultShapesVisible(false);
        renderer.setDefaultSeriesVisibleInLegend(false);
        renderer.setErrorStroke(Look.thin());
        for (int i = 0; i < curves.size(); i++) {
            XYIntervalSeries series = new XYIntervalSeries(curves.get(i).name());
            double shift = shift(i, curves);
            for (Point point : curves.get(i).points()) {
                double x = point.decoderLayers() + shift;
                point.halfWidth().ifPresent(ignored -> series.add(x, x, x, point.value(), point.bottom(), point.top()));
            }
            intervals.addSeries(series);
            renderer.setSeriesPaint(i, Look.paint(i));
        }
        plot.setDataset(1, intervals);
        plot.setRenderer(1, renderer);
    }

    private static ValueMarker marker(Bound bound) {
        ValueMarker marker = new ValueMarker(bound.value(), Look.INK, Look.dotted());
        marker.setLabel(bound.name());
        marker.setLabelFont(Fonts.sansSerif(Font.PLAIN, 11));
        marker.setLabelPaint(Look.INK);
        marker.setLabelBackgroundColor(Look.PAPER);
        marker.setLabelAnchor(RectangleAnchor.BOTTOM_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        return marker;
    }
}
