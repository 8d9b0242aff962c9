package org.skipsweep.models.engine;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.Elbo;

/**
 * What SameDiff's own session makes of a graph built anew: the reference that engines are held against.
 *
 * @param values the values asked for
 * @param gradients the gradient of the loss, by parameter
 */
public record SameDiffSession(Map<String, INDArray> values, Map<String, INDArray> gradients) {

    /** Runs the model's loss graph forward and backward, in the precision of the parameters. */
    public static SameDiffSession of(
            MlpVae model, Map<String, INDArray> parameters, Map<String, INDArray> inputs, List<String> outputs) {
        DataType dataType = parameters.values().iterator().next().dataType();
        LossGraph loss = Elbo.graph(model, dataType, Phase.TRAINING);
        SameDiff graph = loss.graph();
        List<String> names =
                loss.parameters().stream().map(ParameterShape::name).toList();
        names.forEach(
                name -> graph.associateArrayWithVariable(parameters.get(name).dup(), name));
        OutAndGrad result = graph.calculateGradientsAndOutputs(inputs, outputs, names);
        return new SameDiffSession(result.getOutputs(), result.getGradients());
    }
}
