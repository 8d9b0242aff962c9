package org.skipsweep.driver.sweep.estimate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.check.CoreSpeed;
import org.skipsweep.models.data.DatasetSource;
import org.skipsweep.models.data.DatasetSources;
import org.skipsweep.models.family.Families;
import org.skipsweep.models.objective.ModelSize;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.InferenceKeys;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * What one trial will cost, roughly.
 *
 * <p>A multiply-add counts as 2 FLOP and a training step as {@link ModelSize#stepPasses} forward passes, three unless posteriors
 * are refined (model spec F). Each epoch also evaluates the validation set, and the end the test set; a perplexity that is
 * estimated takes the decoder once more for each of its samples. Time is what this takes at the speed of a core, and what goes
 * through its memory: an activation {@value #ACTIVATION_ACCESSES} times forward and back, a parameter
 * {@value #PARAMETER_ACCESSES} times a step; and {@value #START_SECONDS} s for building and compiling the graph. It may be off by
 * a factor of {@value #SPREAD}.
 *
 * <p>Memory is {@value #PARAMETER_VECTORS} numbers per parameter whatever the update rule: the parameter, its gradient, the best
 * copy, and two more, which Adam has for its moments and SGD leaves to the product that a refinement computes. Beside them there are
 * the vectors that a refinement keeps, the activations of a minibatch with their gradients, and the examples.
 *
 * @param parameters of the model
 * @param flops of the whole trial
 * @param seconds on one core, with nothing else to do
 * @param memoryBytes of the process that trains it, Java itself left out
 */
public record TrialEstimate(long parameters, double flops, double seconds, double memoryBytes) {
    /** By how much the time of a trial may be off, as a factor either way. */
    public static final double SPREAD = 2;

    static final double ACTIVATION_ACCESSES = 4;
    static final double PARAMETER_ACCESSES = 25;
    static final double PARAMETER_VECTORS = 5;
    /** For building and compiling the graph. */
    public static final double START_SECONDS = 3;
    /** Of a corpus that nothing is known of before it is read. */
    private static final List<Integer> ASSUMED_SIZES = List.of(10_000, 1_000, 10_000);

    private static final int FLOAT_BYTES = 4;
    /** What is left of trained parameters in a packed file. */
    private static final double PACKED = 0.9;

    /** The estimate of one trial. */
    public static TrialEstimate of(TrialSpec spec, CoreSpeed speed) {
        return of(spec, size(spec), speed);
    }

    /** The estimates of trials, in their order. */
    public static List<TrialEstimate> of(List<Trial> trials, CoreSpeed speed) {
        Map<Map<TrialKey<?>, Object>, Optional<ModelSize>> sizes = new HashMap<>();
        return trials.stream()
                .map(Trial::spec)
                .map(spec ->
                        of(spec, sizes.computeIfAbsent(spec.part(TrialKeys.ofSize()), unused -> size(spec)), speed))
                .toList();
    }

    /** The size of a trial's model; empty if it trains nothing. */
    static Optional<ModelSize> size(TrialSpec spec) {
        if (spec.family() == ModelFamily.NO_OP) {
            return Optional.empty();
        }
        DataShape shape = DatasetSources.of(spec.get(DataKeys.DATASET)).shape(spec);
        return Optional.of(Families.of(spec.family()).objective(spec, shape).size());
    }

    private static TrialEstimate of(TrialSpec spec, Optional<ModelSize> size, CoreSpeed speed) {
        if (size.isEmpty()) {
            return new TrialEstimate(0, 0, 0, 0);
        }
        ModelSize model = size.get();
        DatasetSource source = DatasetSources.of(spec.get(DataKeys.DATASET));
        List<Integer> sizes = sizes(source);
        double train = trainExamples(spec);
        double validation = examples(spec.get(DataKeys.VALIDATION_EXAMPLES), sizes.get(1));
        double test = examples(spec.get(DataKeys.TEST_EXAMPLES), sizes.get(2));
        double epochs = spec.optimization().epochs();
        double samples = spec.find(InferenceKeys.PERPLEXITY_SAMPLES).orElse(0);
        double evaluation =
                model.evaluationPasses() * (epochs * validation + test) + model.samplePasses() * samples * test;
        double flops = flops(model, epochs * model.stepPasses() * train + evaluation);
        double memory = FLOAT_BYTES
                * ((PARAMETER_VECTORS + model.keptVectors()) * model.parameters()
                        + 2.0 * model.activations() * spec.optimization().batchSize()
                        + source.shape(spec).size() * (train + validation + test));
        double seconds = START_SECONDS + trainingSeconds(spec, model, speed) + seconds(model, evaluation, 0, speed);
        return new TrialEstimate(model.parameters(), flops, seconds, memory);
    }

    /**
     * What of a trial's time its training steps take, in seconds: without the start, and without evaluating.
     *
     * @return 0 if it trains nothing
     */
    public static double trainingSeconds(TrialSpec spec, CoreSpeed speed) {
        return size(spec).map(model -> trainingSeconds(spec, model, speed)).orElse(0.0);
    }

    private static double trainingSeconds(TrialSpec spec, ModelSize model, CoreSpeed speed) {
        double train = trainExamples(spec);
        double epochs = spec.optimization().epochs();
        double steps = epochs * Math.ceil(train / spec.optimization().batchSize());
        double speedUp = spec.averaging().enabled()
                ? RoundEstimate.of(spec, model, train, speed).speedUp()
                : 1;
        return seconds(model, epochs * model.stepPasses() * train, steps, speed) / speedUp;
    }

    /** The same with another time. */
    TrialEstimate within(double otherSeconds) {
        return new TrialEstimate(parameters, flops, otherSeconds, memoryBytes);
    }

    /**
     * At the speed of a core.
     *
     * @param passes examples forward, a training step being several of them
     * @param steps of training
     */
    static double seconds(ModelSize model, double passes, double steps, CoreSpeed speed) {
        double bytes = FLOAT_BYTES
                * (ACTIVATION_ACCESSES * model.activations() * passes / ModelSize.GRADIENT_PASSES
                        + PARAMETER_ACCESSES * model.parameters() * steps);
        return flops(model, passes) / speed.flopsPerSecond() + bytes / speed.bytesPerSecond();
    }

    private static double flops(ModelSize model, double passes) {
        return 2.0 * model.multiplyAdds() * passes;
    }

    /** What a trial's last two checkpoints will take at least: parameters, the best ones and Adam's moments, packed. */
    static double checkpointBytes(TrialSpec spec, Optional<ModelSize> size) {
        boolean moments = spec.optimization().updateRule() instanceof UpdateRule.Adam;
        return size.map(model -> 2 * PACKED * FLOAT_BYTES * (moments ? 4 : 2) * model.parameters())
                .orElse(0.0);
    }

    /** FLOP that a training step takes for each example of its minibatch. */
    public static double trainingFlops(TrialSpec spec) {
        return size(spec).map(model -> flops(model, model.stepPasses())).orElse(0.0);
    }

    static double trainExamples(TrialSpec spec) {
        return examples(
                spec.get(DataKeys.TRAIN_EXAMPLES),
                sizes(DatasetSources.of(spec.get(DataKeys.DATASET))).get(0));
    }

    private static List<Integer> sizes(DatasetSource source) {
        return source.sizes().isEmpty() ? ASSUMED_SIZES : source.sizes();
    }

    private static double examples(int wanted, int whole) {
        return wanted == DataSpec.ALL ? whole : wanted;
    }
}
