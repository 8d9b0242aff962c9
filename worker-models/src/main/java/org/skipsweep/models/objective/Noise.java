package org.skipsweep.models.objective;

import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** Where the random numbers of a pass come from. */
public interface Noise {
    /** Generator of the latent variable's noise. */
    RandomGenerator latent();

    /** Of a training step, counted from 1: every number follows from seed and step. */
    static Noise ofStep(Draws draws, long step) {
        return () -> draws.of(Purpose.TRAINING_NOISE, step);
    }

    /** One generator, used on from pass to pass. */
    static Noise of(RandomGenerator generator) {
        return () -> generator;
    }
}
