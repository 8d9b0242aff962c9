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
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.Parameter;
import org.skipsweep.models.model.ImageVae;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.VariationalAutoencoder;
import org.skipsweep.models.objective.DecoderLikelihood;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Choice;
import org.skipsweep.models.trial.Draws;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.Precision;

/**
 * The one output layer of a trial's network: it owns all parameters and gets loss and gradient from an objective.
 *
 * <p>Features are observations, [B, pixels]; labels are what the objective needs beside them, one row per example:
 * {@code [noise (D) | KL weight (1)]}. So Deeplearning4j's updaters, clipping, checkpoints and parameter averaging apply
 * as they are. The configuration holds plain fields only, since dl4j-spark sends it to executors as JSON.
 */
public final class ObjectiveLayer extends AbstractSameDiffLayer {
    private static final int LARGEST_EVALUATION_BATCH = 500;
    private static final long EVALUATION_VALUES = 5_120_000;

    @JsonProperty
    private String family;

    @JsonProperty
    private int pixels;

    @JsonProperty
    private int latentDim;

    @JsonProperty
    private int decoderLayers;

    @JsonProperty
    private int hiddenUnits;

    @JsonProperty
    private boolean skip;

    @JsonProperty
    private boolean skipOutput;

    @JsonProperty
    private String engine;

    @JsonProperty
    private String precision;

    @JsonProperty
    private long seed;

    private ObjectiveLayer() {
        this.layerName = "objective";
    }

    /**
     * @param model the model
     * @param pixels observed pixels per example
     * @param engine who computes gradients
     * @param precision in which precision
     * @param seed seed of the initial parameters
     * @param updater the update rule
     * @param gradientClip largest global 2-norm of the gradient
     */
    static ObjectiveLayer of(
            ModelSpec model,
            int pixels,
            EngineKind engine,
            Precision precision,
            long seed,
            IUpdater updater,
            double gradientClip) {
        ObjectiveLayer layer = new ObjectiveLayer();
        layer.family = model.family().label();
        layer.pixels = pixels;
        layer.latentDim = model.latentDim();
        layer.decoderLayers = model.decoderLayers();
        layer.hiddenUnits = model.hiddenUnits();
        layer.skip = model.skip();
        layer.skipOutput = model.skipOutput();
        layer.engine = engine.label();
        layer.precision = precision.label();
        layer.seed = seed;
        layer.updater = updater;
        // All parameters are in this one layer, so its norm is the global norm.
        layer.gradientNormalization = GradientNormalization.ClipL2PerLayer;
        layer.gradientNormalizationThreshold = gradientClip;
        return layer;
    }

    /** The loss graph in the given precision; a new one at every call. */
    LossGraph graph(DataType dataType, Phase phase) {
        return Elbo.graph(model(), dataType, phase);
    }

    /** The graph of the decoder alone; its parameters are some of this layer's. */
    LossGraph decoderGraph(DataType dataType) {
        return DecoderLikelihood.graph(model(), dataType);
    }

    private VariationalAutoencoder model() {
        ModelSpec model = new ModelSpec(
                Choice.of(ModelFamily.class, family), latentDim, decoderLayers, skip, skipOutput, hiddenUnits);
        return switch (model.family()) {
            case MLP_VAE -> MlpVae.of(model, pixels);
            case IMAGE_VAE -> ImageVae.of(model, pixels);
            case NO_OP -> throw new IllegalArgumentException("model " + family + " has no graph");
        };
    }

    EngineKind engine() {
        return Choice.of(EngineKind.class, engine);
    }

    /** Single precision in configurations that were written before there was a choice. */
    Precision precision() {
        return precision == null ? Precision.FP32 : Choice.of(Precision.class, precision);
    }

    int latentDim() {
        return latentDim;
    }

    /** How many examples of an evaluation go through the model at a time: what {@value #EVALUATION_VALUES} values allow. */
    int evaluationBatch() {
        return (int) Math.max(1, Math.min(LARGEST_EVALUATION_BATCH, EVALUATION_VALUES / model().widestLayer()));
    }

    private List<Parameter> parameters() {
        return graph(DataType.FLOAT, Phase.TRAINING).parameters();
    }

    @Override
    public void defineParameters(SDLayerParams params) {
        for (Parameter parameter : parameters()) {
            switch (parameter.role()) {
                case WEIGHT -> params.addWeightParam(parameter.name(), parameter.dimensions());
                case BIAS, RUNNING_STATISTIC -> params.addBiasParam(parameter.name(), parameter.dimensions());
            }
        }
    }

    @Override
    public void initializeParameters(Map<String, INDArray> params) {
        List<Parameter> parameters = parameters();
        Draws draws = new Draws(seed);
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
                && Objects.equals(family, that.family)
                && pixels == that.pixels
                && latentDim == that.latentDim
                && decoderLayers == that.decoderLayers
                && hiddenUnits == that.hiddenUnits
                && skip == that.skip
                && skipOutput == that.skipOutput
                && Objects.equals(engine, that.engine)
                && precision() == that.precision()
                && seed == that.seed
                && Objects.equals(updater, that.updater)
                && gradientNormalizationThreshold == that.gradientNormalizationThreshold;
    }

    @Override
    public int hashCode() {
        return Objects.hash(family, pixels, latentDim, decoderLayers, hiddenUnits, skip, skipOutput, engine, seed);
    }
}
