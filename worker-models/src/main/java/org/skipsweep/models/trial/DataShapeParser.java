package org.skipsweep.models.trial;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of a data shape: {@code images 784}, or {@code sequences 20004 200 <digest>}. */
public final class DataShapeParser {
    private static final Pattern IMAGES = Pattern.compile("images (\\d{1,9})");
    private static final Pattern SEQUENCES = Pattern.compile("sequences (\\d{1,9}) (\\d{1,9}) ([0-9a-f]*)");

    private DataShapeParser() {}

    /** The text of {@code shape}. */
    public static String toText(DataShape shape) {
        if (shape instanceof DataShape.Sequences sequences) {
            return "sequences " + sequences.vocabulary() + " " + sequences.longest() + " " + sequences.digest();
        }
        return "images " + shape.size();
    }

    /**
     * The shape that a text describes.
     *
     * @throws IllegalArgumentException if it describes none
     */
    public static DataShape fromText(String text) {
        Matcher images = IMAGES.matcher(text);
        if (images.matches()) {
            return new DataShape.Images(Integer.parseInt(images.group(1)));
        }
        Matcher sequences = SEQUENCES.matcher(text);
        if (sequences.matches()) {
            return new DataShape.Sequences(
                    Integer.parseInt(sequences.group(1)), Integer.parseInt(sequences.group(2)), sequences.group(3));
        }
        throw new IllegalArgumentException("\"" + text + "\" is no shape of data");
    }
}
