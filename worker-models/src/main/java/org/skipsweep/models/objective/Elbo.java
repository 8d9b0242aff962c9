package org.skipsweep.models.objective;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.Posterior;
import org.skipsweep.models.model.VariationalAutoencoder;

/**
 * The evidence lower bound of a variational autoencoder with binary observations (paper equation 2, model spec B.2 and
 * C.1), in nats.
 *
 * <pre>
 *   z    = mean + exp(logVariance / 2) * noise
 *   nll  = -log p(x|z) = sum over pixels of softplus(logit) - x * logit
 *   kl   = KL(q(z|x) || N(0, I)) = 1/2 sum over D of mean^2 + exp(logVariance) - logVariance - 1
 *   loss = mean over the batch of nll + klWeight * kl
 * </pre>
 *
 * Noise and KL weight are inputs, one row per example, so that the graph itself draws nothing.
 */
public final class Elbo {
    /** Input: binary observations, [B, pixels]. */
    public static final String OBSERVATIONS = "x";

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

    /** Where exp is far from overflow and softplus equals its argument to the last bit in either precision. */
    private static final double LINEAR_FROM = 80;

    private Elbo() {}

    /**
     * The graph for {@code model}.
     *
     * @param dataType precision of parameters, inputs and outputs
     * @param phase what the graph is for; both phases have the same parameters
     */
    public static LossGraph graph(VariationalAutoencoder model, DataType dataType, Phase phase) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder(OBSERVATIONS, dataType, -1, model.pixels());
        SDVariable noise = graph.placeHolder(NOISE, dataType, -1, model.latentDim());
        SDVariable klWeight = graph.placeHolder(KL_WEIGHT, dataType, -1, 1);

        Layers layers = new Layers(graph, dataType, phase);
        Posterior posterior = model.encode(layers, x);
        SDVariable mean = posterior.mean().rename(POSTERIOR_MEAN);
        SDVariable logVariance = posterior.logVariance().rename(LOG_VARIANCE);
        SDVariable standardDeviation = graph.math.exp(logVariance.mul(0.5));
        SDVariable z = mean.add(standardDeviation.mul(noise));
        SDVariable logits = model.decode(layers, x, z);

        SDVariable nll = negativeLogLikelihood(x, logits);
        SDVariable kl = mean.mul(mean)
                .add(standardDeviation.mul(standardDeviation))
                .sub(logVariance)
                .sub(1.0)
                .sum(1)
                .mul(KL, 0.5);
        SDVariable weightedKl = kl.mul(graph.squeeze(klWeight, 1));
        SDVariable loss = nll.add(weightedKl).mean(LOSS);
        graph.setLossVariables(loss.name());
        List<String> outputs = new ArrayList<>(List.of(NEGATIVE_LOG_LIKELIHOOD, KL, POSTERIOR_MEAN, LOG_VARIANCE));
        outputs.addAll(layers.nextStatistics().values());
        return new LossGraph(
                graph,
                List.of(OBSERVATIONS, NOISE, KL_WEIGHT),
                layers.parameters(),
                LOSS,
                List.copyOf(outputs),
                layers.nextStatistics());
    }

    /** -log p(x|z) of each example, [B], under that name, from observations and logits, both [B, pixels]. */
    static SDVariable negativeLogLikelihood(SDVariable x, SDVariable logits) {
        return softplus(x.getSameDiff(), logits).sub(x.mul(logits)).sum(NEGATIVE_LOG_LIKELIHOOD, 1);
    }

    /** ND4J's softplus, which is infinite from about 88 on in single precision, continued by its asymptote. */
    private static SDVariable softplus(SameDiff graph, SDVariable x) {
        SDVariable excess = graph.nn.relu(x.sub(LINEAR_FROM), 0);
        return graph.nn.softplus(x.sub(excess)).add(excess);
    }
}
