package org.skipsweep.models.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Latents;

/** Latents whose mutual information is known. */
final class SyntheticLatents {
    private SyntheticLatents() {}

    /** The estimate of their mutual information from all of them. */
    static MutualInformationEstimate information(Latents latents) {
        return MutualInformation.estimate(latents, latents.examples(), 1);
    }

    /** Posteriors with the given means and log-variances, sampled from the stream of {@code seed}. */
    static Latents sampled(double[][] means, double[][] logVariances, long seed) {
        double[][] z = new double[means.length][];
        for (int i = 0; i < means.length; i++) {
            RandomGenerator random = new Draws(seed).of(Draws.Purpose.LATENT_SAMPLE, i);
            z[i] = new double[means[i].length];
            for (int d = 0; d < z[i].length; d++) {
                z[i][d] = means[i][d] + Math.exp(logVariances[i][d] / 2) * random.nextGaussian();
            }
        }
        return new Latents(means, logVariances, z, Optional.empty());
    }

    /** Means N(0, 1 - variance), posterior variance {@code variance}: the aggregate posterior is the prior. */
    static Latents gaussianPopulation(int examples, int latentDim, double variance, long seed) {
        double[][] means = new double[examples][latentDim];
        RandomGenerator random = new Draws(seed).of(Draws.Purpose.INITIALIZATION, 0);
        for (double[] mean : means) {
            for (int d = 0; d < latentDim; d++) {
                mean[d] = Math.sqrt(1 - variance) * random.nextGaussian();
            }
        }
        return sampled(means, constant(examples, latentDim, Math.log(variance)), seed);
    }

    /** Posteriors of different location and width in every dimension. */
    static Latents irregular(int examples, int latentDim, long seed) {
        double[][] means = new double[examples][latentDim];
        double[][] logVariances = new double[examples][latentDim];
        RandomGenerator random = new Draws(seed).of(Draws.Purpose.INITIALIZATION, 0);
        for (int i = 0; i < examples; i++) {
            for (int d = 0; d < latentDim; d++) {
                means[i][d] = random.nextGaussian();
                logVariances[i][d] = random.nextGaussian() - 1.5;
            }
        }
        return sampled(means, logVariances, seed);
    }

    static double[][] constant(int examples, int latentDim, double value) {
        double[][] values = new double[examples][latentDim];
        for (double[] row : values) {
            Arrays.fill(row, value);
        }
        return values;
    }
}
