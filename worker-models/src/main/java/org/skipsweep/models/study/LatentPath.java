package org.skipsweep.models.study;

import java.util.Arrays;

/** The straight way from one value of the latent variable to another. */
final class LatentPath {
    private LatentPath() {}

    /**
     * Points at equal steps, both ends included.
     *
     * @param from the one end, [D]
     * @param to the other, [D]
     * @param steps how many points, at least 2
     * @return [steps][D]
     */
    static double[][] between(double[] from, double[] to, int steps) {
        double[][] points = new double[steps][from.length];
        for (int step = 0; step < steps; step++) {
            double share = step / (steps - 1.0);
            Arrays.setAll(points[step], d -> (1 - share) * from[d] + share * to[d]);
        }
        return points;
    }
}
