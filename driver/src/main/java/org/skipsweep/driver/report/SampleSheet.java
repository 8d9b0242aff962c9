package org.skipsweep.driver.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A sheet of small grey images in blocks beside each other, each block under a heading. Needs no display.
 *
 * @param rows height of an image in pixels
 * @param columns width of an image in pixels
 * @param blocks from left to right
 */
public record SampleSheet(int rows, int columns, List<Block> blocks) {
    private static final int SCALE = 2;
    private static final int GAP = 2;
    private static final int MARGIN = 12;
    private static final int HEAD = 30;
    /** Room for the heading of a block of few images. */
    private static final int NARROWEST = 260;

    /** Copies {@code blocks}. */
    public SampleSheet {
        blocks = List.copyOf(blocks);
    }

    /**
     * Images row by row.
     *
     * @param heading above them
     * @param images [N][pixels], ink 1 (black), paper 0 (white)
     * @param perRow images in a row
     */
    public record Block(String heading, float[][] images, int perRow) {
        int lines() {
            return (images.length + perRow - 1) / perRow;
        }
    }

    /** The sheet as a PNG file, every pixel of an image a square of two by two. */
    public byte[] png() {
        int cellHeight = rows * SCALE + GAP;
        int width = MARGIN + blocks.stream().mapToInt(this::width).sum();
        int lines = blocks.stream().mapToInt(Block::lines).max().orElse(0);
        BufferedImage sheet = new BufferedImage(width, HEAD + lines * cellHeight + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(new Color(0xC8D2DC));
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(Fonts.sansSerif(Font.PLAIN, 13));
        graphics.setColor(Color.BLACK);
        int left = MARGIN;
        for (Block block : blocks) {
            graphics.drawString(block.heading(), left, HEAD - 10);
            for (int i = 0; i < block.images().length; i++) {
                int x = left + i % block.perRow() * (columns * SCALE + GAP);
                paint(sheet, block.images()[i], x, HEAD + i / block.perRow() * cellHeight);
            }
            left += width(block);
        }
        graphics.dispose();
        return Png.encode(sheet);
    }

    private int width(Block block) {
        return Math.max(NARROWEST, block.perRow() * (columns * SCALE + GAP)) + MARGIN;
    }

    private void paint(BufferedImage sheet, float[] image, int left, int top) {
        for (int y = 0; y < rows * SCALE; y++) {
            for (int x = 0; x < columns * SCALE; x++) {
                int grey = Math.round(255 * (1 - image[y / SCALE * columns + x / SCALE]));
                sheet.setRGB(left + x, top + y, new Color(grey, grey, grey).getRGB());
            }
        }
    }
}
