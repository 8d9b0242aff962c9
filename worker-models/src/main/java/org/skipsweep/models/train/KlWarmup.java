package org.skipsweep.models.train;

import org.skipsweep.models.trial.OptimizationSpec;

/**
 * The weight of the KL term during training (model spec B.4): it starts at {@code start} and grows before every step by
 * 1/(epochs * stepsPerEpoch) until it is 1, which it is after (1 - start) * epochs epochs.
 *
 * @param epochs in which the weight would grow by 1; 0 means that the weight is 1 from the first step
 * @param start weight before the first step
 * @param stepsPerEpoch minibatches per epoch
 */
record KlWarmup(int epochs, double start, int stepsPerEpoch) {

    static KlWarmup of(OptimizationSpec spec, int stepsPerEpoch) {
        return new KlWarmup(spec.klWarmupEpochs(), spec.klStart(), stepsPerEpoch);
    }

    /** Weight at the given step, counted from 1 over the whole training. */
    double weight(long step) {
        return epochs == 0 ? 1 : Math.min(1, start + (double) step / ((double) epochs * stepsPerEpoch));
    }
}
