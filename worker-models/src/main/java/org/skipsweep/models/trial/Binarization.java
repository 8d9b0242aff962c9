package org.skipsweep.models.trial;

import org.skipsweep.models.trial.value.Choice;

/** How grey images become binary ones (model spec B.1). */
public enum Binarization implements Choice {
    /** The images are binary already and are used as they are. */
    NONE("none"),
    /** A new Bernoulli(pixel) draw of every training image in every epoch; validation and test drawn once. */
    DYNAMIC("dynamic"),
    /** One Bernoulli(pixel) draw of every image, from a fixed published seed. */
    STATIC("static");

    private final String label;

    Binarization(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
