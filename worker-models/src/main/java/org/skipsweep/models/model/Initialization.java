package org.skipsweep.models.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The distribution of a parameter's initial values. */
public sealed interface Initialization {

    /** {@code count} values, independent of each other. */
    double[] draw(long count, RandomGenerator random);

    /** Uniform within 1/sqrt(fan-in), the PyTorch default of the authors' time (model spec A). */
    static Initialization ofFanIn(long fanIn) {
        double bound = 1 / Math.sqrt((double) fanIn);
        return new Uniform(-bound, bound);
    }

    /**
     * Uniform from {@code lower} (inclusive) to {@code upper} (exclusive).
     *
     * @param lower the smallest value
     * @param upper above all values
     */
    record Uniform(double lower, double upper) implements Initialization {
        @Override
        public double[] draw(long count, RandomGenerator random) {
            return random.doubles(count, lower, upper).toArray();
        }
    }

    /**
     * Normal around 0.
     *
     * @param standardDeviation the standard deviation
     */
    record Normal(double standardDeviation) implements Initialization {
        @Override
        public double[] draw(long count, RandomGenerator random) {
            double[] values = new double[Math.toIntExact(count)];
            Arrays.setAll(values, i -> standardDeviation * random.nextGaussian());
            return values;
        }
    }

    /**
     * The same value everywhere.
     *
     * @param value that value
     */
    record Constant(double value) implements Initialization {
        @Override
        public double[] draw(long count, RandomGenerator random) {
            double[] values = new double[Math.toIntExact(count)];
            Arrays.fill(values, value);
            return values;
        }
    }
}
