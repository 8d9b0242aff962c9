package org.skipsweep.models.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.Posterior;
import org.skipsweep.models.objective.refinement.VariationalParameters;

/**
 * The encoder alone. Its loss is the sum of products of the posterior's parameters with given numbers, so that its gradient
 * carries a derivative with respect to the posteriors back to the encoder's parameters.
 *
 * @param model whose encoder
 * @param dataType precision of parameters, inputs and outputs
 */
record EncoderGraph(LatentVariableModel model, DataType dataType) {
    private static final String MEAN_DERIVATIVE = "meanDerivative";
    private static final String LOG_VARIANCE_DERIVATIVE = "logVarianceDerivative";

    LossGraph graph(Phase phase) {
        Layers layers = new Layers(SameDiff.create(), dataType, phase);
        build(layers);
        List<String> outputs = new ArrayList<>(List.of(Elbo.POSTERIOR_MEAN, Elbo.LOG_VARIANCE));
        outputs.addAll(layers.nextStatistics().values());
        return new LossGraph(
                layers.graph(),
                layers.inputs(),
                layers.shapes(),
                Elbo.LOSS,
                List.copyOf(outputs),
                layers.nextStatistics());
    }

    void build(Layers layers) {
        SDVariable x = layers.input(model.observation());
        SDVariable meanDerivative = layers.input(meanDerivative());
        SDVariable logVarianceDerivative = layers.input(logVarianceDerivative());
        Posterior posterior = model.encode(layers, x);
        SDVariable mean = posterior.mean().rename(Elbo.POSTERIOR_MEAN);
        SDVariable logVariance = posterior.logVariance().rename(Elbo.LOG_VARIANCE);
        SDVariable loss = mean.mul(meanDerivative)
                .add(logVariance.mul(logVarianceDerivative))
                .sum(Elbo.LOSS);
        layers.graph().setLossVariables(loss.name());
    }

    /** Arrays that hold the derivative to be carried back. */
    Map<String, INDArray> carrying(VariationalParameters derivative, InputArrays arrays, int examples) {
        return Map.of(
                MEAN_DERIVATIVE, arrays.holding(meanDerivative(), examples, derivative.mean()),
                LOG_VARIANCE_DERIVATIVE, arrays.holding(logVarianceDerivative(), examples, derivative.logVariance()));
    }

    private Input meanDerivative() {
        return new Input.Free(MEAN_DERIVATIVE, List.of(Input.BATCH, (long) model.latentDim()));
    }

    private Input logVarianceDerivative() {
        return new Input.Free(LOG_VARIANCE_DERIVATIVE, List.of(Input.BATCH, (long) model.latentDim()));
    }
}
