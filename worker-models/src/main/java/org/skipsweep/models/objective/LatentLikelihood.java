package org.skipsweep.models.objective;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.refinement.VariationalParameters;

/** log p(x|z) of any latent-variable model for latent variables that are given, without dropout. */
public final class LatentLikelihood implements AutoCloseable {
    private final LossGraph graph;
    private final InputArrays arrays;
    private final Evaluator evaluator;
    private final BatchLoss.Passes passes;

    /**
     * Prepares the decoder.
     *
     * @param memory where its parameters lie
     * @param dataType precision of the parameters
     */
    public LatentLikelihood(LatentVariableModel model, Engine engine, ParameterMemory memory, DataType dataType) {
        DecoderGraph decoder = new DecoderGraph(model, dataType);
        this.graph = decoder.graph(Phase.EVALUATION);
        this.arrays = new InputArrays(dataType);
        this.evaluator = engine.compile(graph, memory);
        this.passes = new BatchLoss.Passes(decoder, evaluator, arrays);
    }

    /**
     * The likelihoods of some examples.
     *
     * @param batch B examples
     * @param z a latent variable for each, [B * D]
     * @return -log p(x|z) of each, [B], in nats
     */
    public double[] negative(Batch batch, double[] z) {
        // Posteriors of no width around z: their noise is 0.
        Map<String, INDArray> given = arrays.fill(graph.inputs(), new Draw(batch, 1, new Silence()));
        double[] shares = new double[batch.size()];
        Map<String, INDArray> inputs = passes.inputs(given, new VariationalParameters(z, new double[z.length]), shares);
        INDArray likelihoods = evaluator
                .evaluate(inputs, List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD))
                .get(Elbo.NEGATIVE_LOG_LIKELIHOOD);
        return likelihoods.reshape(likelihoods.length()).toDoubleVector();
    }

    @Override
    public void close() {
        evaluator.close();
        arrays.close();
    }
}
