package org.skipsweep.models.study;

import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Labelled normal clouds about the corners of a simplex. */
final class Clouds {
    private Clouds() {}

    /** Classes in turn, in as many dimensions as there are classes; clouds of standard deviation 1. */
    static LabelledFeatures of(int size, int classes, double distance) {
        RandomGenerator random = new Draws(11).of(Purpose.FIGURE, 0);
        float[][] points = new float[size][classes];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % classes;
            for (int d = 0; d < classes; d++) {
                points[i][d] = (float) random.nextGaussian();
            }
            points[i][labels[i]] += (float) distance;
        }
        return new LabelledFeatures(points, labels);
    }
}
