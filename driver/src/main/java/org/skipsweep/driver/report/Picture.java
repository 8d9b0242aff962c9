package org.skipsweep.driver.report;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.util.SVGConstants;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Charts of one size, row by row, under a title and a line that says what they rest on. Needs no display.
 *
 * @param title what the picture shows
 * @param caption numbers of examples, seeds and the like
 * @param charts at least one
 * @param columns charts in a row
 */
public record Picture(String title, String caption, List<? extends Chart<?, ?>> charts, int columns) {
    private static final int HEAD = 56;
    private static final int MARGIN = 14;
    /** Pixels of the bitmap for each unit of length. */
    private static final int SCALE = 2;

    /** Copies {@code charts}. */
    public Picture {
        charts = List.copyOf(charts);
        if (charts.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("a picture needs at least one chart and one column");
        }
    }

    private int width() {
        return Math.min(columns, charts.size()) * charts.get(0).getWidth();
    }

    private int height() {
        return HEAD + (charts.size() + columns - 1) / columns * charts.get(0).getHeight();
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

    /** The picture as an SVG file in UTF-8. */
    public byte[] svg() {
        try {
            SVGGraphics2D graphics = new SVGGraphics2D(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGConstants.SVG_NAMESPACE_URI, SVGConstants.SVG_SVG_TAG, null));
            graphics.setSVGCanvasSize(new Dimension(width(), height()));
            paint(graphics);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
                graphics.stream(writer, true);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a picture", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform can make an XML document", e);
        }
    }

    private void paint(Graphics2D graphics) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        graphics.setColor(Color.BLACK);
        graphics.setFont(Fonts.sansSerif(Font.BOLD, 16));
        graphics.drawString(title, MARGIN, 24);
        graphics.setFont(Fonts.sansSerif(Font.PLAIN, 12));
        graphics.drawString(caption, MARGIN, 44);
        for (int i = 0; i < charts.size(); i++) {
            Chart<?, ?> chart = charts.get(i);
            Graphics2D place = (Graphics2D) graphics.create();
            place.translate(i % columns * chart.getWidth(), HEAD + i / columns * chart.getHeight());
            chart.paint(place, chart.getWidth(), chart.getHeight());
            place.dispose();
        }
    }
}
