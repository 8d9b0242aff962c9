package org.skipsweep.models.train;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.annotation.JsonAnySetter;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.skipsweep.models.family.Families;
import org.skipsweep.models.model.Parameter;
import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.DataShapeParser;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.TrialSpecParser;
import org.skipsweep.models.trial.random.Draws;

/**
 * The one output layer of a trial's network: it owns all parameters and gets loss and gradient from the trial's objective.
 * So Deeplearning4j's updaters, clipping, checkpoints and parameter averaging apply as they are.
 *
 * <p>Trials train through {@link LocalFitter} and are measured through their objective. {@code fit} and {@code score} of the
 * network serve callers of plain Deeplearning4j, such as a notebook that opens a checkpoint, and tests: features are observations,
 * labels what the objective needs beside them, one row per example (see {@link PackedInputs}).
 *
 * <p>The configuration holds two texts, the trial and the shape of its data, since dl4j-spark sends it to executors as JSON.
 */
public final class ObjectiveLayer extends AbstractSameDiffLayer {
    private static final int LARGEST_EVALUATION_BATCH = 500;
    private static final long EVALUATION_VALUES = 5_120_000;

    @JsonProperty
    private String trial;

    @JsonProperty
    private String shape;

    private final transient Map<String, Object> former = new HashMap<>();

    private ObjectiveLayer() {
        this.layerName = "objective";
    }

    /**
     * @param spec the trial
     * @param shape of its data
     * @param updater the update rule
     */
    static ObjectiveLayer of(TrialSpec spec, DataShape shape, IUpdater updater) {
        ObjectiveLayer layer = new ObjectiveLayer();
        layer.trial = TrialSpecParser.toJson(spec).toString();
        layer.shape = DataShapeParser.toText(shape);
        layer.updater = updater;
        // All parameters are in this one layer, so its norm is the global norm.
        layer.gradientNormalization = GradientNormalization.ClipL2PerLayer;
        layer.gradientNormalizationThreshold = spec.optimization().gradientClip();
        return layer;
    }

    /** Takes what configurations held before they held the trial. */
    @JsonAnySetter
    void former(String name, Object value) {
        former.put(name, value);
        FormerLayer.read(former).ifPresent(read -> {
            trial = TrialSpecParser.toJson(read.spec()).toString();
            shape = DataShapeParser.toText(read.shape());
        });
    }

    @JsonIgnore
    TrialSpec spec() {
        return TrialSpecParser.fromJson(trial);
    }

    @JsonIgnore
    DataShape dataShape() {
        return DataShapeParser.fromText(shape);
    }

    /** What training minimises. */
    @JsonIgnore
    Objective objective() {
        TrialSpec spec = spec();
        return Families.of(spec.family()).objective(spec, DataShapeParser.fromText(shape));
    }

    /**
     * How many examples of an evaluation go through the model at a time: as many as in training where posteriors are refined,
     * which may depend on it, or sentences are read, which are sorted by length; else what {@value #EVALUATION_VALUES} values
     * allow.
     */
    int evaluationBatch() {
        TrialSpec spec = spec();
        if (spec.svi().isPresent() || DataShapeParser.fromText(shape) instanceof DataShape.Sequences) {
            return spec.optimization().batchSize();
        }
        return Math.min(LARGEST_EVALUATION_BATCH, affordableBatch());
    }

    /** How many examples' widest layer has {@value #EVALUATION_VALUES} values; at least one. */
    int affordableBatch() {
        return (int) Math.max(1, EVALUATION_VALUES / objective().widestLayer());
    }

    @Override
    public void defineParameters(SDLayerParams params) {
        for (Parameter parameter : objective().parameters()) {
            switch (parameter.role()) {
                case WEIGHT -> params.addWeightParam(parameter.name(), parameter.dimensions());
                case BIAS, RUNNING_STATISTIC -> params.addBiasParam(parameter.name(), parameter.dimensions());
            }
        }
    }

    @Override
    public void initializeParameters(Map<String, INDArray> params) {
        List<Parameter> parameters = objective().parameters();
        Draws draws = new Draws(spec().seed());
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            RandomGenerator random = draws.of(Draws.Purpose.INITIALIZATION, i);
            double[] values = parameter.initialization().draw(parameter.length(), random);
            params.get(parameter.name()).assign(Nd4j.createFromArray(values).reshape('c', parameter.dimensions()));
        }
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        Map<String, INDArray> table = initializer().init(conf, layerParamsView, initializeParams);
        return new ObjectiveLayerRuntime(conf, networkDataType, layerIndex, layerParamsView, new HashMap<>(table));
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.feedForward(1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectiveLayer that
                && Objects.equals(trial, that.trial)
                && Objects.equals(shape, that.shape)
                && Objects.equals(updater, that.updater)
                && gradientNormalizationThreshold == that.gradientNormalizationThreshold;
    }

    @Override
    public int hashCode() {
        return Objects.hash(trial, shape);
    }
}
