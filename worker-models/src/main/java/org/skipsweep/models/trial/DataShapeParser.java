package org.skipsweep.models.trial;

/** The text form of a data shape: its kind and its size, {@code images 784}. */
public final class DataShapeParser {
    private static final String IMAGES = "images ";

    private DataShapeParser() {}

    /** The text of {@code shape}. */
    public static String toText(DataShape shape) {
        return IMAGES + shape.size();
    }

    /**
     * The shape that a text describes.
     *
     * @throws IllegalArgumentException if it describes none
     */
    public static DataShape fromText(String text) {
        if (text.startsWith(IMAGES)) {
            return new DataShape.Images(Integer.parseInt(text.substring(IMAGES.length())));
        }
        throw new IllegalArgumentException("\"" + text + "\" is no shape of data");
    }
}
