package org.skipsweep.models.trial.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The only source of randomness of a trial: a generator for every (seed, purpose, step).
 *
 * <p>Streams of different purposes or steps are unrelated, and a stream does not depend on what was drawn before, so a
 * trial continued from a checkpoint, or run elsewhere, draws the same numbers.
 *
 * @param seed the trial's seed
 */
public record Draws(long seed) {

    /** What a draw is for. */
    public enum Purpose {
        INITIALIZATION(1),
        EPOCH_ORDER(2),
        BINARIZATION(3),
        TRAINING_NOISE(4),
        VALIDATION_NOISE(5),
        TEST_NOISE(6),
        LATENT_SAMPLE(7),
        /** Which images of a data set validate. */
        SPLIT(8),
        /** The sentences of a corpus that the program makes itself. */
        CORPUS(40),
        /** The one binary draw of grey training images that a trained encoder turns into features. */
        FEATURE_BINARIZATION(20),
        CLASSIFIER_INITIALIZATION(21),
        CLASSIFIER_ORDER(22),
        CLASSIFIER_DROPOUT(23),
        /** Which examples a figure shows or compares, and how its computation starts. */
        FIGURE(24),
        RECONSTRUCTION(25),
        ANCESTRAL_SAMPLE(26),
        /** The latent samples of the steps that refine a posterior. */
        REFINEMENT_NOISE(27),
        /** Which units those steps leave out. */
        REFINEMENT_DROPOUT(28),
        /** Which units a training step of a model of text leaves out. */
        DROPOUT(80),
        /** The latent samples that a likelihood is estimated with. */
        IMPORTANCE_SAMPLE(81),
        /** The population that the bias of an estimate of mutual information is found on. */
        BIAS_OF_INFORMATION(82),
        /** Which examples a bootstrap of active units takes. */
        RESAMPLED_EXAMPLES(83),
        /** Which validation examples are sampled for the mutual information after an epoch, and the samples. */
        EPOCH_INFORMATION(84),
        /** The pixels of images between two others. */
        INTERPOLATION(85);

        /** Part of every published number: never renumbered. */
        private final long stream;

        Purpose(long stream) {
            this.stream = stream;
        }
    }

    /** A fresh generator; equal arguments give generators that draw equal numbers. */
    public RandomGenerator of(Purpose purpose, long step) {
        long state = mix(seed + 0x9E3779B97F4A7C15L);
        state = mix(state ^ purpose.stream * 0xD1B54A32D192ED03L);
        return new SplittableRandom(mix(state ^ (step + 1) * 0x8CB92BA72F3D8DD7L));
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
