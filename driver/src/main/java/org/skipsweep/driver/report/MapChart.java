package org.skipsweep.driver.report;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points of the plane, coloured by class; the axes have no unit, since only distances mean something. */
public final class MapChart {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 480;
    private static final int POINT = 4;
    private static final int LEGEND_LINE = 6;

    private MapChart() {}

    /**
     * The chart.
     *
     * @param title what is shown
     * @param points [N][2]
     * @param labels class of each point, [N]
     */
    public static XYChart of(String title, double[][] points, int[] labels) {
        XYChart chart = Charts.plain(title, "", "", WIDTH, HEIGHT);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setAxisTicksVisible(false);
        chart.getStyler().setAxisTitlesVisible(false);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setPlotBorderVisible(true);
        chart.getStyler().setMarkerSize(POINT);
        chart.getStyler().setLegendSeriesLineLength(LEGEND_LINE);
        chart.getStyler().setLegendPadding(LEGEND_LINE);
        int[] classes = Arrays.stream(labels).distinct().sorted().toArray();
        for (int label : classes) {
            int[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            chart.addSeries(
                            Integer.toString(label),
                            Arrays.stream(members)
                                    .mapToDouble(i -> points[i][0])
                                    .toArray(),
                            Arrays.stream(members)
                                    .mapToDouble(i -> points[i][1])
                                    .toArray())
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(Charts.color(label));
        }
        return chart;
    }
}
