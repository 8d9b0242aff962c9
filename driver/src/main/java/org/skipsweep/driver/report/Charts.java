package org.skipsweep.driver.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** What all charts share. */
final class Charts {
    /** Ten colours that people with any colour vision can tell apart as well as ten can be. */
    private static final Color[] COLORS = {
        new Color(0x1F77B4), new Color(0xD62728), new Color(0x2CA02C), new Color(0xFF7F0E), new Color(0x9467BD),
        new Color(0x8C564B), new Color(0xE377C2), new Color(0x7F7F7F), new Color(0xBCBD22), new Color(0x17BECF)
    };

    private Charts() {}

    static Color color(int series) {
        return COLORS[series % COLORS.length];
    }

    static XYChart plain(String title, String xAxis, String yAxis, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(xAxis)
                .yAxisTitle(yAxis)
                .build();
        XYStyler styler = chart.getStyler();
        styler.setAxisTitleFont(Fonts.sansSerif(Font.PLAIN, 12));
        styler.setAxisTickLabelsFont(Fonts.sansSerif(Font.PLAIN, 11));
        styler.setChartTitleFont(Fonts.sansSerif(Font.PLAIN, 13));
        styler.setLegendFont(Fonts.sansSerif(Font.PLAIN, 11));
        styler.setChartTitleBoxVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setPlotGridLinesColor(new Color(0xE0E0E0));
        styler.setPlotGridLinesStroke(new BasicStroke(0.6f));
        return chart;
    }
}
