package org.skipsweep.models.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.trial.result.Latents;

/**
 * log q(z_i|x_j) of every sample under every posterior, some samples at a time.
 *
 * <p>The quadratic form is expanded to one matrix product, [z^2, z, 1] times [-1/(2 s^2); m/s^2; constant], after moving
 * the origin to the mean of the posterior means. Posteriors so narrow that the expansion would lose digits are evaluated
 * term by term.
 */
final class PosteriorDensities implements AutoCloseable {
    /** Samples per product. */
    static final int ROWS = 500;
    /** Largest rounding error of a log-density that the expanded form may have, in nats. */
    private static final double TOLERANCE = 1e-6;

    private final Latents latents;
    private final double[] origin;
    private final INDArray posteriors;
    private final boolean[] narrow;
    /** Of the last call: new memory for each would take longer than the product. */
    private double[] chunk = {};

    private Optional<INDArray> product = Optional.empty();

    PosteriorDensities(Latents latents) {
        this.latents = latents;
        this.origin = ActiveUnits.means(latents.posteriorMean());
        this.narrow = new boolean[latents.examples()];
        this.posteriors = posteriorTerms();
    }

    /**
     * The densities of samples {@code from} to {@code from + rows - 1}: element {@code row * N + j} is
     * log q(z_(from+row)|x_j). The next call writes over it.
     */
    double[] rows(int from, int rows) {
        int examples = latents.examples();
        if (chunk.length != rows * examples) {
            product.ifPresent(INDArray::close);
            product = Optional.of(Nd4j.createUninitialized(DataType.DOUBLE, new long[] {examples, rows}, 'f'));
            chunk = new double[rows * examples];
        }
        try (INDArray samples = sampleTerms(from, rows)) {
            Nd4j.gemm(posteriors, samples, product.orElseThrow(), false, false, 1, 0);
            product.orElseThrow().data().asNioDouble().get(chunk);
        }
        for (int j = 0; j < examples; j++) {
            if (narrow[j]) {
                for (int row = 0; row < rows; row++) {
                    chunk[row * examples + j] = LogDensity.gaussian(
                            latents.z()[from + row], latents.posteriorMean()[j], latents.logVariance()[j]);
                }
            }
        }
        return chunk;
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

    /** [2 D + 1][rows]. */
    private INDArray sampleTerms(int from, int rows) {
        int latentDim = latents.latentDim();
        double[] columns = new double[rows * width()];
        for (int row = 0; row < rows; row++) {
            int column = row * width();
            for (int d = 0; d < latentDim; d++) {
                double z = latents.z()[from + row][d] - origin[d];
                columns[column + d] = z * z;
                columns[column + latentDim + d] = z;
            }
            columns[column + 2 * latentDim] = 1;
        }
        INDArray terms = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {width(), rows}, 'f');
        terms.data().asNioDouble().put(columns);
        return terms;
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
        product.ifPresent(INDArray::close);
    }
}
