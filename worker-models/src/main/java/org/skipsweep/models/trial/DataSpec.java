package org.skipsweep.models.trial;

import java.io.Serializable;

/**
 * Which images a trial sees.
 *
 * @param dataset where they come from
 * @param binarization how grey images become binary
 * @param trainExamples at most this many training images, the first ones of the set; {@link #ALL} for all
 * @param validationExamples likewise for the set that selects the epoch
 * @param testExamples likewise for the set that is reported
 */
public record DataSpec(
        Dataset dataset, Binarization binarization, int trainExamples, int validationExamples, int testExamples)
        implements Serializable {

    /** No limit; written {@code all} in sweep files and JSON. */
    public static final int ALL = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException if a size is out of range or the data set cannot be binarised that way */
    public DataSpec {
        Require.atLeast("train-examples", trainExamples, 1);
        Require.atLeast("validation-examples", validationExamples, 1);
        Require.atLeast("test-examples", testExamples, 2);
        if (dataset.grey() && binarization == Binarization.NONE) {
            throw new IllegalArgumentException(
                    "dataset " + dataset.label() + " is grey and needs binarization dynamic or static");
        }
        if (!dataset.grey() && binarization != Binarization.NONE) {
            throw new IllegalArgumentException("dataset " + dataset.label()
                    + " is binary already and takes binarization none, not " + binarization.label());
        }
    }
}
