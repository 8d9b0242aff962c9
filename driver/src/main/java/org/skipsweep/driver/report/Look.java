package org.skipsweep.driver.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.util.ShapeUtils;

/** How all charts look. Series differ in colour, in shape and in their dashes, so that no two need colour to be told apart. */
final class Look {
    static final Color PAPER = Palette.PAPER.color();
    static final Color INK = Palette.INK.color();
    static final Color QUIET = Palette.QUIET.color();
    static final Color PALE = Palette.PALE.color();

    /** Of half a width of 1, around the origin. */
    private static final Shape[] SHAPES = {
        new Ellipse2D.Double(-1, -1, 2, 2),
        ShapeUtils.createDiamond(1.25f),
        new Rectangle2D.Double(-0.9, -0.9, 1.8, 1.8),
        ShapeUtils.createUpTriangle(1.1f),
        ShapeUtils.createDownTriangle(1.1f),
        ShapeUtils.createRegularCross(1, 0.3f),
        ShapeUtils.createDiagonalCross(0.9f, 0.3f)
    };

    private static final float[][] DASHES = {null, {8, 3}, {8, 3, 2, 3}, {4, 3}, {12, 3, 2, 3, 2, 3}};
    private static final float[] DOTS = {1, 4};

    private Look() {}

    static Paint paint(int series) {
        return Palette.SERIES.get(series % Palette.SERIES.size()).color();
    }

    /** @param radius half its width */
    static Shape shape(int series, double radius) {
        return AffineTransform.getScaleInstance(radius, radius).createTransformedShape(SHAPES[series % SHAPES.length]);
    }

    static Stroke line(int series) {
        return stroke(1.8f, DASHES[series % DASHES.length]);
    }

    static Stroke dotted() {
        return stroke(1, DOTS);
    }

    static Stroke thin() {
        return stroke(1.2f, null);
    }

    private static Stroke stroke(float width, float[] dashes) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    /** A chart of a plot, without a legend. */
    static JFreeChart chart(String title, XYPlot plot) {
        plot.setBackgroundPaint(PAPER);
        plot.setDomainGridlinePaint(PALE);
        plot.setRangeGridlinePaint(PALE);
        plot.setRangeGridlineStroke(stroke(0.6f, null));
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, Fonts.sansSerif(Font.PLAIN, 13), plot, false);
        chart.setTitle(new TextTitle(title, Fonts.sansSerif(Font.PLAIN, 13)));
        chart.getTitle().setPaint(INK);
        chart.setBackgroundPaint(PAPER);
        chart.setPadding(new RectangleInsets(4, 4, 8, 12));
        return chart;
    }

    static void axis(ValueAxis axis) {
        axis.setLabelFont(Fonts.sansSerif(Font.PLAIN, 12));
        axis.setTickLabelFont(Fonts.sansSerif(Font.PLAIN, 11));
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(QUIET);
        axis.setTickMarkPaint(QUIET);
    }
}
