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

    /** Of a training step, counted from 1: every number follows from seed and step. */
    static Noise ofStep(Draws draws, long step) {
        return new Noise() {
            @Override
            public RandomGenerator latent() {
                return draws.of(Purpose.TRAINING_NOISE, step);
            }

            @Override
            public RandomGenerator mask() {
                return draws.of(Purpose.DROPOUT, step);
            }
        };
    }

    /** One generator, used on from pass to pass. */
    static Noise of(RandomGenerator generator) {
        return new Noise() {
            @Override
            public RandomGenerator latent() {
                return generator;
            }

            @Override
            public RandomGenerator mask() {
                return generator;
            }
        };
    }
}
