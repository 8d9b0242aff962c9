package org.skipsweep.models.objective;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.TextDecoder;

/** What a model of text says of the word that comes next, without dropout: for writing sentences word by word. */
public final class NextToken implements AutoCloseable {
    private static final String LOG_PROBABILITIES = "logProbabilities";
    /** An engine wants a loss of every graph; nobody minimises this one. */
    private static final String LOSS = Elbo.LOSS;

    private final LossGraph graph;
    private final InputArrays arrays;
    private final Evaluator evaluator;

    /**
     * Prepares the decoder.
     *
     * @param memory where its parameters lie
     * @param dataType precision of the parameters
     */
    public NextToken(TextDecoder decoder, Engine engine, ParameterMemory memory, DataType dataType) {
        Layers layers = new Layers(SameDiff.create(), dataType, Phase.EVALUATION);
        SDVariable logProbabilities = decoder.nextLogProbabilities(layers).rename(LOG_PROBABILITIES);
        layers.graph().setLossVariables(logProbabilities.mean(LOSS).name());
        this.graph = new LossGraph(layers.graph(), layers.inputs(), layers.shapes(), LOSS, List.of(LOG_PROBABILITIES));
        this.arrays = new InputArrays(dataType);
        this.evaluator = engine.compile(graph, memory);
    }

    /**
     * The distributions of the next word.
     *
     * @param sentences the words so far of each, their first token included: at least one token, the same number in all
     * @param z a latent variable for each sentence, [B][D]; of no width for a model without
     * @return log p of every word, [B][V], in nats
     */
    public double[][] logProbabilities(int[][] sentences, double[][] z) {
        int soFar = sentences[0].length;
        int[] tokens = Arrays.stream(sentences)
                .map(sentence -> Arrays.copyOf(sentence, soFar + 1))
                .flatMapToInt(Arrays::stream)
                .toArray();
        Batch batch = Batch.ofTokens(sentences.length, soFar + 1, tokens);
        Map<String, INDArray> inputs = new HashMap<>(arrays.fill(graph.inputs(), new Draw(batch, 1, new Silence())));
        for (Input input : graph.inputs()) {
            if (input instanceof Input.Free) {
                double[] flat = Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray();
                inputs.put(input.name(), arrays.holding(input, sentences.length, flat));
            }
        }
        return evaluator
                .evaluate(inputs, List.of(LOG_PROBABILITIES))
                .get(LOG_PROBABILITIES)
                .toDoubleMatrix();
    }

    @Override
    public void close() {
        evaluator.close();
        arrays.close();
    }
}
