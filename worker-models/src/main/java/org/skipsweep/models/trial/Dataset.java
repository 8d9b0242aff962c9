package org.skipsweep.models.trial;

import org.skipsweep.models.trial.value.Choice;

/** The image data sets that trials can name. */
public enum Dataset implements Choice {
    /** Digits drawn from stroke descriptions of our own; needs no download. */
    STROKES("strokes"),
    /** The fixed binarisation of MNIST by Larochelle and Murray (2011), 50,000/10,000/10,000 images. */
    BINARIZED_MNIST("binarized-mnist"),
    /** The four original grey-level MNIST files; the last 10,000 training images are the validation set. */
    MNIST("mnist"),
    /**
     * Handwritten characters of 50 alphabets in grey, 28 x 28, as Burda, Grosse and Salakhutdinov (2015) published them;
     * 2,000 training images, chosen by a published seed, are the validation set (model spec B.1).
     */
    OMNIGLOT("omniglot");

    private final String label;

    Dataset(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Whether its images are grey, so that they have to be binarised. */
    public boolean grey() {
        return this == MNIST || this == OMNIGLOT;
    }
}
