package org.skipsweep.models.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import org.skipsweep.models.trial.optimization.LearningRateSchedule;
import org.skipsweep.models.trial.optimization.UpdateRuleKind;

/** Trials on images, put together from their parts. */
public final class ImageTrials {
    private ImageTrials() {}

    /** Adam at a constant step size. */
    public static OptimizationSpec adam(
            int epochs, int batchSize, double learningRate, double gradientClip, int klWarmupEpochs, double klStart) {
        return new OptimizationSpec(
                epochs,
                batchSize,
                learningRate,
                gradientClip,
                klWarmupEpochs,
                klStart,
                UpdateRuleKind.ADAM.rule(),
                new LearningRateSchedule.Constant());
    }

    /** With Adam at a constant step size, on one executor, with seed 1 and an engine that every machine has. */
    public static TrialSpec of(DataSpec data, ModelSpec model, OptimizationSpec adam) {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, DataKeys.DATASET, data.dataset());
        put(values, DataKeys.BINARIZATION, data.binarization());
        put(values, DataKeys.TRAIN_EXAMPLES, data.trainExamples());
        put(values, DataKeys.VALIDATION_EXAMPLES, data.validationExamples());
        put(values, DataKeys.TEST_EXAMPLES, data.testExamples());
        put(values, ModelKeys.MODEL, model.family());
        put(values, ModelKeys.LATENT_DIM, model.latentDim());
        put(values, ModelKeys.DECODER_LAYERS, model.decoderLayers());
        put(values, ModelKeys.SKIP, model.skip());
        put(values, ModelKeys.SKIP_OUTPUT, model.skipOutput());
        put(values, ModelKeys.HIDDEN_UNITS, model.hiddenUnits());
        put(values, TrainingKeys.EPOCHS, adam.epochs());
        put(values, TrainingKeys.BATCH_SIZE, adam.batchSize());
        put(values, TrainingKeys.LEARNING_RATE, adam.learningRate());
        put(values, TrainingKeys.GRADIENT_CLIP, adam.gradientClip());
        put(values, TrainingKeys.KL_WARMUP_EPOCHS, adam.klWarmupEpochs());
        put(values, TrainingKeys.KL_START, adam.klStart());
        put(values, ExecutionKeys.ENGINE, EngineKind.ND4J);
        put(values, ExecutionKeys.SEED, 1L);
        return TrialKeys.completed(values);
    }

    private static <T> void put(Map<String, Object> values, TrialKey<T> key, T value) {
        values.put(key.name(), key.type().plain(value));
    }
}
