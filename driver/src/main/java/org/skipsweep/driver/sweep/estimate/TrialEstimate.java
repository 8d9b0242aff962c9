package org.skipsweep.driver.sweep.estimate;

import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;

/**
 * What one trial will cost, roughly.
 *
 * <p>A multiply-add counts as 2 FLOP and a training step as three forward passes (model spec F). Each epoch also runs the
 * validation set forward, and the end the test set. Time assumes {@value #GFLOPS_PER_CORE} GFLOP/s on one core and
 * {@value #START_SECONDS} s for building and compiling the graph; sets of unknown size count as 50,000 training,
 * 10,000 validation and 10,000 test images.
 *
 * @param parameters of the model
 * @param flops of the whole trial
 * @param seconds on one core
 * @param memoryBytes parameters with gradient, Adam's two moments and the best copy, activations of a minibatch with
 *     their gradients, and the images
 */
public record TrialEstimate(long parameters, double flops, double seconds, double memoryBytes) {
    /** Assumed speed of one core on matrices of this size, in 10^9 floating-point operations per second. */
    public static final double GFLOPS_PER_CORE = 40;

    private static final double START_SECONDS = 3;
    private static final int TRAINING_PASSES = 3;
    private static final int PIXELS = 784;
    private static final int FLOAT_BYTES = 4;

    /** The estimate of one trial. */
    public static TrialEstimate of(TrialSpec spec) {
        if (spec.family() == ModelFamily.NO_OP) {
            return new TrialEstimate(0, 0, 0, 0);
        }
        double train = size(spec.data().trainExamples(), 50_000);
        double validation = size(spec.data().validationExamples(), 10_000);
        double test = size(spec.data().testExamples(), 10_000);
        double epochs = spec.optimization().epochs();
        double passes = epochs * (TRAINING_PASSES * train + validation) + test;
        ModelSize model = ModelSize.of(spec.model());
        double flops = 2.0 * model.multiplyAdds() * passes;
        long parameters = model.parameters();
        double memory = FLOAT_BYTES
                * (5.0 * parameters
                        + 2 * model.activations() * spec.optimization().batchSize()
                        + PIXELS * (train + validation + test));
        double seconds = START_SECONDS
                + flops / (GFLOPS_PER_CORE * 1e9) / spec.averaging().workers();
        return new TrialEstimate(parameters, flops, seconds, memory);
    }

    /** FLOP that a training step takes for each example of its minibatch. */
    public static double trainingFlops(ModelSpec model) {
        return TRAINING_PASSES * 2.0 * ModelSize.of(model).multiplyAdds();
    }

    private static double size(int examples, int whole) {
        return examples == DataSpec.ALL ? whole : examples;
    }
}
