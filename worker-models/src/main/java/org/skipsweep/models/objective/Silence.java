package org.skipsweep.models.objective;

import java.util.random.RandomGenerator;

/** Noise that is 0 everywhere. */
record Silence() implements Noise {
    /** Whose normal numbers are all 0. */
    private record Zero() implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextGaussian() {
            return 0;
        }
    }

    @Override
    public RandomGenerator latent() {
        return new Zero();
    }

    @Override
    public RandomGenerator mask() {
        return new Zero();
    }

    @Override
    public Noise round(int round) {
        return this;
    }
}
