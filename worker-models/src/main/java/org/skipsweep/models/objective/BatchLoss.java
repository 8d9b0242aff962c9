package org.skipsweep.models.objective;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.objective.refinement.RefinedLoss;
import org.skipsweep.models.objective.refinement.VariationalParameters;

/**
 * The loss of one minibatch on an engine, with the posteriors as arguments.
 *
 * @param passes the decoder at work
 * @param rounds the arrays of a round, all inputs but posteriors and shares
 * @param share of every example in the loss
 * @param examples B
 */
record BatchLoss(Passes passes, IntFunction<Map<String, INDArray>> rounds, double share, int examples)
        implements RefinedLoss {

    /**
     * The decoder's graph on an engine.
     *
     * @param graph what is computed
     * @param evaluator who computes
     * @param arrays of inputs and of derivatives with respect to them
     */
    record Passes(DecoderGraph graph, Evaluator evaluator, InputArrays arrays) {

        /** All inputs: those given, posteriors, and a share for each example. */
        Map<String, INDArray> inputs(Map<String, INDArray> given, VariationalParameters lambda, double[] shares) {
            Map<String, INDArray> inputs = new LinkedHashMap<>(given);
            inputs.put(Elbo.POSTERIOR_MEAN, arrays.holding(graph.mean(), shares.length, lambda.mean()));
            inputs.put(Elbo.LOG_VARIANCE, arrays.holding(graph.logVariance(), shares.length, lambda.logVariance()));
            inputs.put(DecoderGraph.SHARE.name(), arrays.holding(DecoderGraph.SHARE, shares.length, shares));
            return inputs;
        }

        /** Arrays for derivatives with respect to the posteriors. */
        Map<String, INDArray> free(int examples) {
            return Map.of(
                    Elbo.POSTERIOR_MEAN, arrays.derivative(graph.mean(), examples),
                    Elbo.LOG_VARIANCE, arrays.derivative(graph.logVariance(), examples));
        }
    }

    @Override
    public VariationalParameters gradient(VariationalParameters lambda, int round) {
        Map<String, INDArray> free = passes.free(examples);
        passes.evaluator().freeGradient(passes.inputs(rounds.apply(round), lambda, shares()), free, List.of());
        return numbers(free);
    }

    @Override
    public VariationalParameters gradient(VariationalParameters lambda, int round, ParameterVector decoder) {
        Map<String, INDArray> free = passes.free(examples);
        passes.evaluator().gradient(passes.inputs(rounds.apply(round), lambda, shares()), decoder, free, List.of());
        return numbers(free);
    }

    /** {@inheritDoc} Both points are one minibatch of twice as many examples, the second half with negative shares. */
    @Override
    public VariationalParameters difference(
            VariationalParameters one, VariationalParameters other, double factor, int round, ParameterVector decoder) {
        double[] shares = new double[2 * examples];
        Arrays.fill(shares, 0, examples, share * factor);
        Arrays.fill(shares, examples, 2 * examples, -share * factor);
        Map<String, INDArray> free = passes.free(2 * examples);
        Map<String, INDArray> given = passes.arrays().twice(rounds.apply(round));
        VariationalParameters both = new VariationalParameters(
                joined(one.mean(), other.mean()), joined(one.logVariance(), other.logVariance()));
        passes.evaluator().gradient(passes.inputs(given, both, shares), decoder, free, List.of());
        VariationalParameters halves = numbers(free);
        return new VariationalParameters(folded(halves.mean()), folded(halves.logVariance()));
    }

    private double[] shares() {
        double[] shares = new double[examples];
        Arrays.fill(shares, share);
        return shares;
    }

    private static double[] joined(double[] first, double[] second) {
        double[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** The sum of both halves. */
    private static double[] folded(double[] values) {
        double[] folded = Arrays.copyOf(values, values.length / 2);
        for (int i = 0; i < folded.length; i++) {
            folded[i] += values[folded.length + i];
        }
        return folded;
    }

    private static VariationalParameters numbers(Map<String, INDArray> arrays) {
        return new VariationalParameters(
                numbers(arrays.get(Elbo.POSTERIOR_MEAN)), numbers(arrays.get(Elbo.LOG_VARIANCE)));
    }

    static double[] numbers(INDArray array) {
        return array.data().asDouble();
    }
}
