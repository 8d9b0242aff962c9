package org.skipsweep.models.objective;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.Phase;

/**
 * The evidence lower bound as a function of the posteriors and the decoder: the posteriors are inputs, and every example has a
 * share of its own in the loss.
 *
 * <pre>
 *   loss = sum over the batch of share * (nll + klWeight * kl)
 * </pre>
 *
 * @param model whose decoder
 * @param dataType precision of parameters, inputs and outputs
 */
record DecoderGraph(LatentVariableModel model, DataType dataType) {
    /** Input: share of each example in the loss, [B, 1]. */
    static final Input SHARE = new Input.Share("share");

    LossGraph graph(Phase phase) {
        Layers layers = layers(phase);
        return new LossGraph(
                layers.graph(),
                layers.inputs(),
                layers.shapes(),
                Elbo.LOSS,
                List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD, Elbo.KL),
                layers.nextStatistics());
    }

    Layers layers(Phase phase) {
        Layers layers = new Layers(SameDiff.create(), dataType, phase);
        SDVariable x = layers.input(model.observation());
        SDVariable noise = layers.input(Elbo.noise(model));
        SDVariable klWeight = layers.input(new Input.Weight(Elbo.KL_WEIGHT));
        SDVariable share = layers.input(SHARE);
        SDVariable mean = layers.input(mean());
        SDVariable logVariance = layers.input(logVariance());
        SDVariable bound = Elbo.negativeBound(model, layers, x, mean, logVariance, noise, klWeight);
        SDVariable loss = bound.mul(layers.graph().squeeze(share, 1)).sum(Elbo.LOSS);
        layers.graph().setLossVariables(loss.name());
        return layers;
    }

    /** Input: means of the posteriors, [B, D]. */
    Input mean() {
        return new Input.Free(Elbo.POSTERIOR_MEAN, List.of(Input.BATCH, (long) model.latentDim()));
    }

    /** Input: log-variances of the posteriors, [B, D]. */
    Input logVariance() {
        return new Input.Free(Elbo.LOG_VARIANCE, List.of(Input.BATCH, (long) model.latentDim()));
    }
}
