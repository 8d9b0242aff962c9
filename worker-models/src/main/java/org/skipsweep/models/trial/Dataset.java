package org.skipsweep.models.trial;

import org.skipsweep.models.trial.value.Choice;

/** The data sets that trials can name. */
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
    OMNIGLOT("omniglot"),
    /** Questions and answers, 100,000/10,000/10,000 documents, as Yang et al. (2017) drew them (model spec B.1). */
    YAHOO("yahoo", Kind.TEXT),
    /** A corpus of the user's own: the files that the {@code text} keys name. */
    TEXT("text", Kind.TEXT),
    /** Sentences of a small grammar with a topic and two bits of style (model spec B.8); needs no download. */
    GRAMMAR("grammar", Kind.TEXT);

    /** What the examples of a data set are. */
    public enum Kind {
        /** Images of pixels. */
        IMAGES("images"),
        /** Documents of words. */
        TEXT("text");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        /** As messages call them. */
        public String plural() {
            return plural;
        }
    }

    private final String label;
    private final Kind kind;

    Dataset(String label) {
        this(label, Kind.IMAGES);
    }

    Dataset(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    @Override
    public String label() {
        return label;
    }

    /** What its examples are. */
    public Kind kind() {
        return kind;
    }

    /** Whether its images are grey, so that they have to be binarised. */
    public boolean grey() {
        return this == MNIST || this == OMNIGLOT;
    }
}
