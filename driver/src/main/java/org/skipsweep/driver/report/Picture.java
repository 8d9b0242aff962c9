package org.skipsweep.driver.report;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.util.SVGConstants;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.block.Block;
import org.jfree.chart.block.LengthConstraintType;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.data.Range;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Charts of one size, row by row, under a title and lines that say what they rest on, with one legend below for all. Whatever
 * the number of words and series, title, caption and legend take the lines that they need. Needs no display.
 *
 * @param title what the picture shows
 * @param caption numbers of examples, seeds and the like
 * @param charts at least one; series of one name look the same in all of them
 * @param size of each, in units of length
 * @param columns charts in a row
 */
public record Picture(String title, String caption, List<JFreeChart> charts, Dimension size, int columns) {
    private static final int MARGIN = 14;
    /** Pixels of the bitmap for each unit of length. */
    private static final int SCALE = 2;

    /** Copies {@code charts} and {@code size}. */
    public Picture {
        charts = List.copyOf(charts);
        size = new Dimension(size);
        if (charts.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("a picture needs at least one chart and one column");
        }
    }

    private int width() {
        return Math.min(columns, charts.size()) * size.width;
    }

    /** The picture as a PNG file, twice as wide and high as the SVG one says. */
    public byte[] png() {
        BufferedImage image = new BufferedImage(width() * SCALE, height() * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        paint(graphics);
        graphics.dispose();
        return Png.encode(image);
    }

    /** The picture as an SVG file in UTF-8, whose text is text, and which is dark where a viewer prefers that. */
    public byte[] svg() {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGConstants.SVG_NAMESPACE_URI, SVGConstants.SVG_SVG_TAG, null);
            SVGGraphics2D graphics = new SVGGraphics2D(document);
            graphics.setSVGCanvasSize(new Dimension(width(), height()));
            paint(graphics);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
                graphics.stream(styled(graphics.getRoot(), document), writer, false, false);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a picture", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform can make an XML document", e);
        }
    }

    private static Element styled(Element root, Document document) {
        Element style = document.createElementNS(SVGConstants.SVG_NAMESPACE_URI, SVGConstants.SVG_STYLE_TAG);
        style.appendChild(document.createTextNode(Palette.darkStyle()));
        root.insertBefore(style, root.getFirstChild());
        return root;
    }

    private int height() {
        Graphics2D measure = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        int height = layout(measure).height();
        measure.dispose();
        return height;
    }

    /**
     * What stands where.
     *
     * @param head height of title and caption
     * @param foot height of the legend
     */
    private record Layout(
            TextTitle title, TextTitle caption, LegendTitle legend, int titleBottom, int head, int foot, int body) {
        int height() {
            return head + body + foot;
        }
    }

    private Layout layout(Graphics2D graphics) {
        TextTitle head = text(title, Fonts.sansSerif(Font.BOLD, 16));
        TextTitle lines = text(caption, Fonts.sansSerif(Font.PLAIN, 12));
        LegendTitle legend = new LegendTitle(this::series);
        legend.setItemFont(Fonts.sansSerif(Font.PLAIN, 11));
        legend.setItemPaint(Look.INK);
        int titleBottom = MARGIN + lengthOf(head, graphics) + MARGIN / 2;
        int rows = (charts.size() + columns - 1) / columns;
        return new Layout(
                head,
                lines,
                legend,
                titleBottom,
                titleBottom + lengthOf(lines, graphics) + MARGIN,
                lengthOf(legend, graphics) + MARGIN,
                rows * size.height);
    }

    private LegendItemCollection series() {
        Set<String> names = new HashSet<>();
        LegendItemCollection series = new LegendItemCollection();
        for (JFreeChart chart : charts) {
            LegendItemCollection ofChart = chart.getPlot().getLegendItems();
            for (int i = 0; i < ofChart.getItemCount(); i++) {
                if (names.add(ofChart.get(i).getLabel())) {
                    series.add(ofChart.get(i));
                }
            }
        }
        return series;
    }

    private static TextTitle text(String text, Font font) {
        TextTitle title = new TextTitle(text, font);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setPaint(Look.INK);
        return title;
    }

    /** Its height in the width that there is. */
    private int lengthOf(Block block, Graphics2D graphics) {
        RectangleConstraint within = new RectangleConstraint(
                width() - 2.0 * MARGIN,
                null,
                LengthConstraintType.FIXED,
                0,
                new Range(0, 0),
                LengthConstraintType.NONE);
        return (int) Math.ceil(block.arrange(graphics, within).getHeight());
    }

    private void paint(Graphics2D graphics) {
        Layout layout = layout(graphics);
        graphics.setColor(Look.PAPER);
        graphics.fillRect(0, 0, width(), layout.height());
        int inside = width() - 2 * MARGIN;
        layout.title().draw(graphics, new Rectangle2D.Double(MARGIN, MARGIN, inside, layout.titleBottom() - MARGIN));
        layout.caption()
                .draw(
                        graphics,
                        new Rectangle2D.Double(
                                MARGIN, layout.titleBottom(), inside, layout.head() - layout.titleBottom()));
        for (int i = 0; i < charts.size(); i++) {
            charts.get(i)
                    .draw(
                            graphics,
                            new Rectangle2D.Double(
                                    i % columns * size.width,
                                    layout.head() + i / columns * size.height,
                                    size.width,
                                    size.height));
        }
        layout.legend()
                .draw(
                        graphics,
                        new Rectangle2D.Double(MARGIN, layout.head() + layout.body(), inside, layout.foot() - MARGIN));
    }
}
