package org.skipsweep.models.objective;

import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Where the random numbers of a pass come from. */
public interface Noise {
    /** Generator of the latent variable's noise. */
    RandomGenerator latent();

    /** Generator of dropout masks. */
    RandomGenerator mask();

    /** That of a round of a refinement, counted from 1. */
    Noise round(int round);

    /** Of a training step, counted from 1: every number follows from seed and step. */
    static Noise ofStep(Draws draws, long step) {
        return new StepNoise(draws, step);
    }

    /** One generator, used on from pass to pass. */
    static Noise of(RandomGenerator generator) {
        return new Sequence(generator);
    }

    /**
     * That of a training step.
     *
     * @param draws the trial's
     * @param step counted from 1
     */
    record StepNoise(Draws draws, long step) implements Noise {
        @Override
        public RandomGenerator latent() {
            return draws.of(Purpose.TRAINING_NOISE, step);
        }

        @Override
        public RandomGenerator mask() {
            return draws.of(Purpose.DROPOUT, step);
        }

        @Override
        public Noise round(int round) {
            return new RoundNoise(draws, step, round);
        }
    }

    /**
     * That of a round within a training step.
     *
     * @param draws the trial's
     * @param step counted from 1
     * @param round counted from 1
     */
    record RoundNoise(Draws draws, long step, int round) implements Noise {
        private static final int ROUNDS = 1 << 12;

        @Override
        public RandomGenerator latent() {
            return draws.of(Purpose.REFINEMENT_NOISE, step * ROUNDS + round);
        }

        @Override
        public RandomGenerator mask() {
            return draws.of(Purpose.REFINEMENT_DROPOUT, step * ROUNDS + round);
        }

        @Override
        public Noise round(int other) {
            return new RoundNoise(draws, step, other);
        }
    }

    /**
     * That of passes one after the other.
     *
     * @param generator consumed by all of them
     */
    record Sequence(RandomGenerator generator) implements Noise {
        @Override
        public RandomGenerator latent() {
            return generator;
        }

        @Override
        public RandomGenerator mask() {
            return generator;
        }

        @Override
        public Noise round(int round) {
            return this;
        }
    }
}
