package org.skipsweep.models.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.skipsweep.models.trial.result.Latents;

/**
 * Examples whose posterior means are Gaussian, with one covariance matrix for all posteriors: what a set of posteriors would
 * be if only its moments mattered. Here the mutual information is known, and so is how far an estimate from N examples falls
 * short of it.
 *
 * <p>In coordinates in which the posteriors are N(mean, I) and the means are uncorrelated, only the variances of the means are
 * left, the ratios of signal to noise.
 *
 * @param signalToNoise variance of the means in units of the posteriors' variance, [D], each at least 0
 */
record GaussianPopulation(double[] signalToNoise) {
    /** Ratios below it are rounding. */
    private static final double NEGLIGIBLE = 1e-9;

    /** The population with the moments of some posteriors: the covariance of their means, the geometric mean of variances. */
    static GaussianPopulation of(Latents latents) {
        int latentDim = latents.latentDim();
        double[] scale = new double[latentDim];
        for (double[] logVariance : latents.logVariance()) {
            for (int d = 0; d < latentDim; d++) {
                scale[d] += logVariance[d] / latents.examples();
            }
        }
        Arrays.setAll(scale, d -> Math.exp(-scale[d] / 2));
        double[][] scaled = new double[latents.examples()][latentDim];
        for (int i = 0; i < scaled.length; i++) {
            double[] mean = latents.posteriorMean()[i];
            Arrays.setAll(scaled[i], d -> mean[d] * scale[d]);
        }
        RealMatrix covariance = new Covariance(scaled, false).getCovarianceMatrix();
        return new GaussianPopulation(Arrays.stream(new EigenDecomposition(covariance).getRealEigenvalues())
                .filter(ratio -> ratio > NEGLIGIBLE)
                .toArray());
    }

    /** The same means, but posteriors whose variance is exp(-logFactor) times theirs. */
    GaussianPopulation sharpened(double logFactor) {
        return new GaussianPopulation(Arrays.stream(signalToNoise)
                .map(ratio -> ratio * Math.exp(logFactor))
                .toArray());
    }

    /** Mutual information of example and latent variable, in nats: half the sum of log(1 + ratio). */
    double mutualInformation() {
        return Arrays.stream(signalToNoise).map(Math::log1p).sum() / 2;
    }

    /**
     * By how much an estimate from N examples falls short on average, in nats: the mean of log q(z) under the mixture of N
     * posteriors minus log q(z) under the whole population, at the latent samples of the first examples.
     *
     * @param samples how many, at most N
     * @param threads how many share the work; the numbers do not depend on it
     */
    double shortfall(Normals normals, int samples, int threads) {
        int compared = Math.min(samples, normals.means().length);
        int dimensions = signalToNoise.length;
        int examples = normals.means().length;
        double[][] means = new double[examples][dimensions];
        double[][] z = new double[examples][dimensions];
        for (int i = 0; i < examples; i++) {
            for (int d = 0; d < dimensions; d++) {
                means[i][d] = normals.means()[i][d] * Math.sqrt(signalToNoise[d]);
                z[i][d] = means[i][d] + normals.noise()[i][d];
            }
        }
        Latents sample = new Latents(means, new double[examples][dimensions], z, Optional.empty());
        double sum = 0;
        try (PosteriorDensities densities = new PosteriorDensities(sample)) {
            double[] logMixture = densities.logMixture(compared, threads);
            for (int i = 0; i < compared; i++) {
                sum += logMixture[i] - logDensity(z[i]);
            }
        }
        return sum / compared;
    }

    /** log q(z) under the whole population. */
    private double logDensity(double[] z) {
        double sum = 0;
        for (int d = 0; d < z.length; d++) {
            double variance = 1 + signalToNoise[d];
            sum += z[d] * z[d] / variance + Math.log(variance) + LogDensity.LOG_TWO_PI;
        }
        return -sum / 2;
    }

    /**
     * Standard normal numbers that a sample of a population is made of; the same ones for populations that are to be compared.
     *
     * @param means [N][D]
     * @param noise [N][D]
     */
    record Normals(double[][] means, double[][] noise) {
        static Normals drawn(int examples, int dimensions, RandomGenerator random) {
            return new Normals(matrix(examples, dimensions, random), matrix(examples, dimensions, random));
        }

        private static double[][] matrix(int rows, int columns, RandomGenerator random) {
            double[][] matrix = new double[rows][columns];
            for (double[] row : matrix) {
                Arrays.setAll(row, d -> random.nextGaussian());
            }
            return matrix;
        }
    }
}
