package org.skipsweep.driver.report;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Points of the plane, by class; the axes have no unit, since only distances mean something. */
public final class MapChart {
    private static final double RADIUS = 2;
    private static final double LEGEND_RADIUS = 4;

    private MapChart() {}

    /**
     * The chart.
     *
     * @param title what is shown
     * @param points [N][2]
     * @param labels class of each point, [N]
     */
    public static JFreeChart of(String title, double[][] points, int[] labels) {
        XYSeriesCollection classes = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        int[] all = Arrays.stream(labels).distinct().sorted().toArray();
        for (int label : all) {
            XYSeries series = new XYSeries(Integer.toString(label), false);
            IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .forEach(i -> series.add(points[i][0], points[i][1]));
            int index = classes.getSeriesCount();
            renderer.setSeriesPaint(index, Look.paint(label));
            renderer.setSeriesShape(index, Look.shape(label, RADIUS));
            renderer.setLegendShape(index, Look.shape(label, LEGEND_RADIUS));
            classes.addSeries(series);
        }
        XYPlot plot = new XYPlot(classes, axis(), axis(), renderer);
        JFreeChart chart = Look.chart(title, plot);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setOutlineVisible(true);
        plot.setOutlinePaint(Look.PALE);
        return chart;
    }

    private static NumberAxis axis() {
        NumberAxis axis = new NumberAxis();
        axis.setVisible(false);
        axis.setAutoRangeIncludesZero(false);
        return axis;
    }
}
