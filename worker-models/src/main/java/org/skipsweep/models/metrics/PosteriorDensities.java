package org.skipsweep.models.metrics;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.trial.result.Latents;

/**
 * log q(z_i|x_j) of every sample under every posterior, some samples at a time, and what they add up to: the mixture of all
 * posteriors, q(z).
 *
 * <p>The quadratic form is expanded to one matrix product, [z^2, z, 1] times [-1/(2 s^2); m/s^2; constant], after moving
 * the origin to the mean of the posterior means. Posteriors so narrow that the expansion would lose digits are evaluated
 * term by term.
 */
final class PosteriorDensities implements AutoCloseable {
    /** Samples per product. */
    private static final int ROWS = 500;
    /** Largest rounding error of a log-density that the expanded form may have, in nats. */
    private static final double TOLERANCE = 1e-6;

    private final Latents latents;
    private final double[] origin;
    private final INDArray posteriors;
    private final boolean[] narrow;

    PosteriorDensities(Latents latents) {
        this.latents = latents;
        this.origin = ActiveUnits.means(latents.posteriorMean());
        this.narrow = new boolean[latents.examples()];
        this.posteriors = posteriorTerms();
    }

    /**
     * log q(z_i) of the first samples, in nats: log of the mean of q(z_i|x_j) over all N posteriors, each sample's own one included.
     * None is below its own term, log q(z_i|x_i), less log N, by rounding.
     *
     * @param samples how many, S, from 1 to N
     * @param threads how many share the work, at least 1; the numbers do not depend on it
     * @return [S]
     */
    double[] logMixture(int samples, int threads) {
        double[] logMixture = new double[samples];
        int memories = Math.min(threads, (samples + ROWS - 1) / ROWS);
        IntStream.range(0, memories).parallel().forEach(first -> {
            try (Memory memory = new Memory(Math.min(ROWS, samples))) {
                for (int from = first * ROWS; from < samples; from += memories * ROWS) {
                    memory.fillLogMixture(logMixture, from, Math.min(ROWS, samples - from));
                }
            }
        });
        return logMixture;
    }

    /** Holds the densities of some samples after those of others: new memory for each would take longer than the product. */
    private final class Memory implements AutoCloseable {
        private final INDArray product;
        private final double[] densities;

        Memory(int rows) {
            product = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {latents.examples(), rows}, 'f');
            densities = new double[latents.examples() * rows];
        }

        void fillLogMixture(double[] logMixture, int from, int rows) {
            fillDensities(from, rows);
            int examples = latents.examples();
            for (int row = 0; row < rows; row++) {
                int sample = from + row;
                // The sum must not exceed its own term by rounding: only then is the cap of an estimate kept exactly.
                densities[row * examples + sample] = logDensity(sample, sample);
                logMixture[sample] = LogDensity.logMeanExp(densities, row * examples, examples);
            }
        }

        /** Element {@code row * N + j} becomes log q(z_(from+row)|x_j). */
        private void fillDensities(int from, int rows) {
            int examples = latents.examples();
            try (INDArray samples = sampleTerms(from, rows, product.columns())) {
                Nd4j.gemm(posteriors, samples, product, false, false, 1, 0);
                product.data().asNioDouble().get(densities, 0, rows * examples);
            }
            for (int j = 0; j < examples; j++) {
                if (narrow[j]) {
                    for (int row = 0; row < rows; row++) {
                        densities[row * examples + j] = logDensity(from + row, j);
                    }
                }
            }
        }

        @Override
        public void close() {
            product.close();
        }
    }

    /** log q(z_i|x_j) in nats, term by term. */
    double logDensity(int sample, int posterior) {
        return LogDensity.gaussian(
                latents.z()[sample], latents.posteriorMean()[posterior], latents.logVariance()[posterior]);
    }

    /** [N][2 D + 1]; marks the posteriors that are too narrow for the expanded form. */
    private INDArray posteriorTerms() {
        int latentDim = latents.latentDim();
        double[] farthest = farthestSquares();
        INDArray terms = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {latents.examples(), width()}, 'f');
        double[] columns = new double[latents.examples() * width()];
        for (int j = 0; j < latents.examples(); j++) {
            double constant = latentDim * LogDensity.LOG_TWO_PI;
            double magnitude = 0;
            for (int d = 0; d < latentDim; d++) {
                double logVariance = latents.logVariance()[j][d];
                double precision = Math.exp(-logVariance);
                double mean = latents.posteriorMean()[j][d] - origin[d];
                columns[d * latents.examples() + j] = -precision / 2;
                columns[(latentDim + d) * latents.examples() + j] = mean * precision;
                constant += mean * mean * precision + logVariance;
                magnitude += precision * (farthest[d] + mean * mean);
            }
            columns[2 * latentDim * latents.examples() + j] = -constant / 2;
            narrow[j] = !(magnitude * Math.ulp(1.0) < TOLERANCE);
        }
        terms.data().asNioDouble().put(columns);
        return terms;
    }

    /** [2 D + 1][columns], zero from column {@code rows} on. */
    private INDArray sampleTerms(int from, int rows, int columns) {
        int latentDim = latents.latentDim();
        double[] terms = new double[columns * width()];
        for (int row = 0; row < rows; row++) {
            int start = row * width();
            for (int d = 0; d < latentDim; d++) {
                double z = latents.z()[from + row][d] - origin[d];
                terms[start + d] = z * z;
                terms[start + latentDim + d] = z;
            }
            terms[start + 2 * latentDim] = 1;
        }
        INDArray matrix = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {width(), columns}, 'f');
        matrix.data().asNioDouble().put(terms);
        return matrix;
    }

    /** Largest squared distance of a sample from the origin in every dimension, [D]. */
    private double[] farthestSquares() {
        double[] farthest = new double[latents.latentDim()];
        for (double[] z : latents.z()) {
            for (int d = 0; d < farthest.length; d++) {
                double distance = z[d] - origin[d];
                farthest[d] = Math.max(farthest[d], distance * distance);
            }
        }
        return farthest;
    }

    private int width() {
        return 2 * latents.latentDim() + 1;
    }

    @Override
    public void close() {
        posteriors.close();
    }
}
