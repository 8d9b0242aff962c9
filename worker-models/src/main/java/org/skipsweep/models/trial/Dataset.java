package org.skipsweep.models.trial;

/** The image data sets that trials can name. */
public enum Dataset implements Choice {
    /** Digits drawn from stroke descriptions of our own; needs no download. */
    STROKES("strokes"),
    /** The fixed binarisation of MNIST by Larochelle and Murray (2011), 50,000/10,000/10,000 images. */
    BINARIZED_MNIST("binarized-mnist"),
    /** The four original grey-level MNIST files; the last 10,000 training images are the validation set. */
    MNIST("mnist");

    private final String label;

    Dataset(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
