package org.skipsweep.models.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.PixelKind;

/**
 * Binary 28 x 28 images as text ({@code .amat}): a line per image, 784 digits 0 or 1 separated by blanks.
 *
 * @param images without labels
 * @param sha256 of the file as stored, in hexadecimal
 */
public record AmatFile(ImageSet images, String sha256) {
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;

    /**
     * Reads a whole file, plain or gzip.
     *
     * @param images how many images it is known to hold
     * @throws DataException if the file cannot be read, a line is not as above, or the number of lines is another
     */
    public static AmatFile read(Path path, int images, Configuration conf) {
        String name = path.toString();
        try (StoredFile file = StoredFile.open(path, conf)) {
            byte[] pixels = new Parser(name, images).parse(file.content());
            ImageSet set = new ImageSet(SIDE, SIDE, PixelKind.BINARY, pixels, new byte[0]);
            return new AmatFile(set, file.storedSha256());
        } catch (IOException e) {
            throw IdxFile.unreadable(name, e);
        }
    }

    /**
     * Reads the first line only.
     *
     * @throws DataException if the file cannot be read or does not start with an image
     */
    public static void checkStart(Path path, Configuration conf) {
        try (StoredFile file = StoredFile.open(path, conf)) {
            new Parser(path.toString(), 1).parseLine(file.content());
        } catch (IOException e) {
            throw IdxFile.unreadable(path.toString(), e);
        }
    }

    /** Writes binary 28 x 28 images in exactly the form of the published files. */
    public static void write(ImageSet images, OutputStream target) throws IOException {
        byte[] pixels = images.pixels();
        byte[] line = new byte[2 * PIXELS];
        Arrays.fill(line, (byte) ' ');
        line[line.length - 1] = '\n';
        for (int image = 0; image < images.size(); image++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                line[2 * pixel] = (byte) (pixels[image * PIXELS + pixel] == 0 ? '0' : '1');
            }
            target.write(line);
        }
    }

    /** Goes through the text byte by byte; a value ends a pixel, a line feed an image. */
    private static final class Parser {
        private final String name;
        private final byte[] pixels;
        private final byte[] buffer = new byte[1 << 16];
        private int done;
        private int line = 1;
        private int inLine;
        private boolean afterDigit;

        Parser(String name, int images) {
            this.name = name;
            this.pixels = new byte[images * PIXELS];
        }

        byte[] parse(InputStream text) throws IOException {
            for (int length = text.read(buffer); length >= 0; length = text.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    accept(buffer[i]);
                }
            }
            endLine();
            if (done < pixels.length) {
                throw new DataException(name + ": truncated: " + IdxFile.grouped(done / PIXELS)
                        + " images, expected " + IdxFile.grouped(pixels.length / PIXELS)
                        + "; the file is incomplete, copy or fetch it again");
            }
            return pixels;
        }

        void parseLine(InputStream text) throws IOException {
            byte[] start = text.readNBytes(buffer.length);
            for (int i = 0; i < start.length && line == 1; i++) {
                accept(start[i]);
            }
            if (line == 1) {
                endLine();
            }
            if (done == 0) {
                throw wrong("no image", "784 digits 0 or 1 separated by blanks");
            }
        }

        private void accept(byte character) {
            switch (character) {
                case '0', '1' -> pixel(character == '1');
                case ' ', '\t', '\r' -> afterDigit = false;
                case '\n' -> {
                    endLine();
                    line++;
                }
                default -> throw wrong(
                        character > ' ' && character < 127
                                ? "the character '" + (char) character + "'"
                                : String.format("the byte %02x", character),
                        "0, 1 or a blank");
            }
        }

        private void pixel(boolean on) {
            if (afterDigit) {
                throw wrong("two digits side by side", "blanks between them");
            }
            if (inLine == PIXELS) {
                throw wrong("more than 784 values", "784");
            }
            if (done == pixels.length) {
                throw wrong("one image too many", IdxFile.grouped(pixels.length / PIXELS) + " images");
            }
            pixels[done++] = on ? (byte) 255 : 0;
            inLine++;
            afterDigit = true;
        }

        private void endLine() {
            if (inLine != 0 && inLine != PIXELS) {
                throw wrong(inLine + " values", "784");
            }
            inLine = 0;
            afterDigit = false;
        }

        private DataException wrong(String found, String expected) {
            return new DataException(name + ":" + line + ": " + found + ", expected " + expected);
        }
    }
}
