package org.skipsweep.driver.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A quantity against the number of decoder layers: lines with error bars, and the paper's values as hollow circles. */
public final class DepthChart {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 400;
    private static final float LINE = 1.6f;
    /** Sideways, so that error bars at the same depth stand beside each other. */
    private static final double SHIFT = 0.08;

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
     * @param halfWidth of its confidence interval; 0 for none
     */
    public record Point(int decoderLayers, double value, double halfWidth) {}

    /**
     * The chart, its y axis from 0.
     *
     * @param title what is shown
     * @param unit the y axis
     */
    public static XYChart of(String title, String unit, List<Curve> curves) {
        XYChart chart = Charts.plain(title, "decoder layers", unit, WIDTH, HEIGHT);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setMarkerSize(7);
        chart.getStyler().setErrorBarsColorSeriesColor(true);
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            double shift = (i - (curves.size() - 1) / 2.0) * SHIFT;
            add(chart, curve.name(), curve.points(), shift, Charts.color(i))
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setLineStyle(new BasicStroke(LINE));
            if (!curve.paper().isEmpty()) {
                add(chart, curve.name() + ", paper", curve.paper(), shift, Charts.color(i))
                        .setMarker(new Hollow())
                        .setLineStyle(new BasicStroke(
                                LINE / 2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {1, 4}, 0));
            }
        }
        return chart;
    }

    private static XYSeries add(XYChart chart, String name, List<Point> points, double shift, Color color) {
        XYSeries series = chart.addSeries(
                name,
                points.stream()
                        .mapToDouble(point -> point.decoderLayers() + shift)
                        .toArray(),
                points.stream().mapToDouble(Point::value).toArray(),
                points.stream().mapToDouble(Point::halfWidth).toArray());
        series.setMarkerColor(color);
        series.setLineColor(color);
        return series;
    }

    /** A circle with nothing inside. */
    private static final class Hollow extends Marker {
        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            graphics.setStroke(new BasicStroke(LINE));
            graphics.draw(new Ellipse2D.Double(x - size / 2.0 - 1, y - size / 2.0 - 1, size + 2.0, size + 2.0));
        }
    }
}
