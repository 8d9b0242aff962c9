package org.skipsweep.models.study;

import java.io.Serializable;

/**
 * How well a classifier did.
 *
 * @param hiddenLayers hidden layers it has
 * @param epochs epochs it was trained
 * @param bestEpoch the epoch with the best validation accuracy, the first of equals, whose parameters were tested
 * @param validationAccuracy share of validation examples classified correctly, 0 to 1
 * @param testAccuracy share of test examples classified correctly, 0 to 1
 */
public record ClassifierScore(
        int hiddenLayers, int epochs, int bestEpoch, double validationAccuracy, double testAccuracy)
        implements Serializable {}
