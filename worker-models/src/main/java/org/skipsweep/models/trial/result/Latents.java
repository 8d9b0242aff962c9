package org.skipsweep.models.trial.result;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;

/**
 * Approximate posteriors of a set of examples: q(z|x_i) = N(posteriorMean_i, diag exp(logVariance_i)).
 *
 * @param posteriorMean [N][D]
 * @param logVariance [N][D]
 * @param z one sample per example, [N][D]
 * @param labels class of each example, [N], if known
 */
public record Latents(double[][] posteriorMean, double[][] logVariance, double[][] z, Optional<int[]> labels) {

    /** @throws IllegalArgumentException if the arrays do not have the same shape or there is no example */
    public Latents {
        if (posteriorMean.length == 0) {
            throw new IllegalArgumentException("latents hold no example");
        }
        int latentDim = posteriorMean[0].length;
        if (logVariance.length != posteriorMean.length
                || z.length != posteriorMean.length
                || (labels.isPresent() && labels.get().length != posteriorMean.length)) {
            throw new IllegalArgumentException("latents differ in their number of examples");
        }
        for (int i = 0; i < posteriorMean.length; i++) {
            if (posteriorMean[i].length != latentDim
                    || logVariance[i].length != latentDim
                    || z[i].length != latentDim) {
                throw new IllegalArgumentException(
                        "latents of example " + i + " do not have " + latentDim + " dimensions");
            }
        }
    }

    /**
     * A draw from q(z|x) = N(mean, diag exp(logVariance)).
     *
     * @param example position of the example in its set, which with the trial's seed decides the draw
     */
    public static double[] sample(Draws draws, int example, double[] mean, double[] logVariance) {
        return sample(draws.of(Draws.Purpose.LATENT_SAMPLE, example), mean, logVariance);
    }

    /** The same, by any generator. */
    public static double[] sample(RandomGenerator random, double[] mean, double[] logVariance) {
        double[] z = new double[mean.length];
        for (int d = 0; d < z.length; d++) {
            z[d] = mean[d] + Math.exp(logVariance[d] / 2) * random.nextGaussian();
        }
        return z;
    }

    /** A value of the latent variable in single precision, as decoders take it. */
    public static float[] single(double[] z) {
        float[] single = new float[z.length];
        for (int d = 0; d < single.length; d++) {
            single[d] = (float) z[d];
        }
        return single;
    }

    /** Number of examples, N. */
    public int examples() {
        return posteriorMean.length;
    }

    /** Size of the latent variable, D. */
    public int latentDim() {
        return posteriorMean[0].length;
    }
}
