package org.skipsweep.models.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.Parameter;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.Posterior;
import org.skipsweep.models.model.VariationalAutoencoder;

/**
 * The evidence lower bound of a latent-variable model with an amortised posterior (paper equation 2, model spec B.2 and
 * C.1), in nats.
 *
 * <pre>
 *   z    = mean + exp(logVariance / 2) * noise
 *   nll  = -log p(x|z)
 *   kl   = KL(q(z|x) || N(0, I)) = 1/2 sum over D of mean^2 + exp(logVariance) - logVariance - 1
 *   loss = mean over the batch of nll + klWeight * kl
 * </pre>
 *
 * Noise and KL weight are inputs, one row per example, so that the graph itself draws nothing.
 *
 * @param model the model
 */
public record Elbo(LatentVariableModel model) implements Objective {
    /** Input: binary observations, [B, pixels], of a model of images. */
    public static final String OBSERVATIONS = VariationalAutoencoder.IMAGES;

    /** Input: standard normal noise, [B, D]. */
    public static final String NOISE = "noise";

    /** Input: weight of the KL term of each example, [B, 1]. */
    public static final String KL_WEIGHT = "klWeight";

    /** Output: the scalar that training minimises. */
    public static final String LOSS = "loss";

    /** Output: -log p(x|z) of each example, [B]. */
    public static final String NEGATIVE_LOG_LIKELIHOOD = "negativeLogLikelihood";

    /** Output: KL(q(z|x) || p(z)) of each example, [B]. */
    public static final String KL = "kl";

    /** Output: mean of q(z|x), [B, D]. */
    public static final String POSTERIOR_MEAN = "posteriorMean";

    /** Output: log-variance of q(z|x), [B, D]. */
    public static final String LOG_VARIANCE = "logVariance";

    @Override
    public List<Parameter> parameters() {
        Layers layers = new Layers(SameDiff.create(), DataType.FLOAT, Phase.TRAINING);
        build(model, layers);
        return layers.parameters();
    }

    @Override
    public Optional<LatentVariableModel> latentVariableModel() {
        return Optional.of(model);
    }

    @Override
    public List<Input> inputs() {
        return graph(model, DataType.FLOAT, Phase.TRAINING).inputs();
    }

    @Override
    public Running compile(Engine engine, ParameterMemory memory, DataType dataType) {
        return new RunningGraphs(engine, memory, phase -> graph(model, dataType, phase));
    }

    @Override
    public ModelSize size() {
        Layers layers = new Layers(SameDiff.create(), DataType.FLOAT, Phase.TRAINING);
        build(model, layers);
        double decoder =
                new DecoderGraph(model, DataType.FLOAT).layers(Phase.TRAINING).multiplyAdds();
        return ModelSize.ofGraph(layers, decoder / layers.multiplyAdds(), model.activations());
    }

    @Override
    public long widestLayer() {
        return model.widestLayer();
    }

    /**
     * The graph for {@code model}.
     *
     * @param dataType precision of parameters, inputs and outputs
     * @param phase what the graph is for; both phases have the same parameters
     */
    public static LossGraph graph(LatentVariableModel model, DataType dataType, Phase phase) {
        Layers layers = new Layers(SameDiff.create(), dataType, phase);
        build(model, layers);
        List<String> outputs = new ArrayList<>(List.of(NEGATIVE_LOG_LIKELIHOOD, KL, POSTERIOR_MEAN, LOG_VARIANCE));
        outputs.addAll(layers.nextStatistics().values());
        return new LossGraph(
                layers.graph(), layers.inputs(), layers.shapes(), LOSS, List.copyOf(outputs), layers.nextStatistics());
    }

    private static void build(LatentVariableModel model, Layers layers) {
        SDVariable x = layers.input(model.observation());
        SDVariable noise = layers.input(noise(model));
        SDVariable klWeight = layers.input(new Input.Weight(KL_WEIGHT));

        Posterior posterior = model.encode(layers, x);
        SDVariable mean = posterior.mean().rename(POSTERIOR_MEAN);
        SDVariable logVariance = posterior.logVariance().rename(LOG_VARIANCE);
        SDVariable loss = negativeBound(model, layers, x, mean, logVariance, noise, klWeight)
                .mean(LOSS);
        layers.graph().setLossVariables(loss.name());
    }

    static Input noise(LatentVariableModel model) {
        return new Input.Normal(NOISE, List.of(Input.BATCH, (long) model.latentDim()));
    }

    /** nll + klWeight * kl of each example, [B]. */
    static SDVariable negativeBound(
            LatentVariableModel model,
            Layers layers,
            SDVariable x,
            SDVariable mean,
            SDVariable logVariance,
            SDVariable noise,
            SDVariable klWeight) {
        SameDiff graph = layers.graph();
        SDVariable standardDeviation = graph.math.exp(logVariance.mul(0.5));
        SDVariable z = mean.add(standardDeviation.mul(noise));

        SDVariable nll = model.negativeLogLikelihood(layers, x, z).rename(NEGATIVE_LOG_LIKELIHOOD);
        SDVariable kl = mean.mul(mean)
                .add(standardDeviation.mul(standardDeviation))
                .sub(logVariance)
                .sub(1.0)
                .sum(1)
                .mul(KL, 0.5);
        return nll.add(kl.mul(graph.squeeze(klWeight, 1)));
    }
}
