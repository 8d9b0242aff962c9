package org.skipsweep.models.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.refinement.Refinement;
import org.skipsweep.models.objective.refinement.RefinementTrace;
import org.skipsweep.models.objective.refinement.VariationalParameters;
import org.skipsweep.models.trial.inference.SviSpec;
import org.skipsweep.models.trial.result.ClippedSteps;

/** A {@link SemiAmortizedElbo} at work: encoder, refinement, decoder, and the way back through all three. */
final class RunningRefinement implements Running {
    private final EncoderGraph encoderGraph;
    private final DecoderGraph decoderGraph;
    private final ParameterMemory memory;
    private final Refinement refinement;
    private final int referenceBatch;
    private final InputArrays arrays;
    private final PhaseGraphs training;
    private final PhaseGraphs evaluation;

    RunningRefinement(
            Engine engine,
            ParameterMemory memory,
            EncoderGraph encoderGraph,
            DecoderGraph decoderGraph,
            SviSpec settings) {
        this.encoderGraph = encoderGraph;
        this.decoderGraph = decoderGraph;
        this.memory = memory;
        this.refinement = new Refinement(settings, memory::vector);
        this.referenceBatch = settings.referenceBatch();
        this.arrays = new InputArrays(decoderGraph.dataType());
        this.training = new PhaseGraphs(engine, Phase.TRAINING);
        this.evaluation = new PhaseGraphs(engine, Phase.EVALUATION);
    }

    /** Encoder and decoder in one phase. */
    private final class PhaseGraphs {
        private final LossGraph encoder;
        private final LossGraph decoder;
        private final Evaluator encoderEvaluator;
        private final Evaluator decoderEvaluator;
        private final BatchLoss.Passes passes;

        PhaseGraphs(Engine engine, Phase phase) {
            this.encoder = encoderGraph.graph(phase);
            this.decoder = decoderGraph.graph(phase);
            this.encoderEvaluator = engine.compile(encoder, memory);
            this.decoderEvaluator = engine.compile(decoder, memory);
            this.passes = new BatchLoss.Passes(decoderGraph, decoderEvaluator, arrays);
        }

        /** lambda_0. */
        VariationalParameters guess(Draw draw) {
            int examples = draw.batch().size();
            double[] zeros = new double[examples * decoderGraph.model().latentDim()];
            Map<String, INDArray> inputs = arrays.fill(encoder.inputs(), draw);
            inputs.putAll(encoderGraph.carrying(new VariationalParameters(zeros, zeros), arrays, examples));
            Map<String, INDArray> values =
                    encoderEvaluator.evaluate(inputs, List.of(Elbo.POSTERIOR_MEAN, Elbo.LOG_VARIANCE));
            return new VariationalParameters(
                    flat(values.get(Elbo.POSTERIOR_MEAN)), flat(values.get(Elbo.LOG_VARIANCE)));
        }

        /** The loss that is refined. */
        BatchLoss loss(Draw draw) {
            int examples = draw.batch().size();
            return new BatchLoss(
                    passes,
                    round -> arrays.fill(
                            decoder.inputs(),
                            new Draw(draw.batch(), draw.klWeight(), draw.noise().round(round))),
                    1.0 / (referenceBatch > 0 ? referenceBatch : examples),
                    examples);
        }

        /** All inputs of the decoder for the loss after the refinement. */
        Map<String, INDArray> last(Draw draw, VariationalParameters refined) {
            double[] shares = new double[draw.batch().size()];
            Arrays.fill(shares, 1.0 / shares.length);
            return passes.inputs(arrays.fill(decoder.inputs(), draw), refined, shares);
        }

        void close() {
            encoderEvaluator.close();
            decoderEvaluator.close();
        }
    }

    @Override
    public double gradient(Draw draw) {
        int examples = draw.batch().size();
        BatchLoss loss = training.loss(draw);
        RefinementTrace trace = refinement.forward(loss, training.guess(draw));

        Map<String, INDArray> derivative = training.passes.free(examples);
        double last = training.decoderEvaluator
                .gradient(training.last(draw, trace.refined()), memory.gradient(), derivative, List.of(Elbo.LOSS))
                .get(Elbo.LOSS)
                .getDouble(0);
        VariationalParameters start = refinement.backward(
                loss,
                trace,
                new VariationalParameters(
                        BatchLoss.numbers(derivative.get(Elbo.POSTERIOR_MEAN)),
                        BatchLoss.numbers(derivative.get(Elbo.LOG_VARIANCE))),
                memory.gradient());
        carryBack(draw, start);
        return last;
    }

    /** Puts the encoder's part into the gradient and renews its running statistics. */
    private void carryBack(Draw draw, VariationalParameters derivative) {
        Map<String, INDArray> inputs = arrays.fill(training.encoder.inputs(), draw);
        inputs.putAll(encoderGraph.carrying(derivative, arrays, draw.batch().size()));
        List<String> statistics = List.copyOf(training.encoder.nextStatistics().values());
        Map<String, INDArray> values =
                training.encoderEvaluator.gradient(inputs, memory.gradient(), Map.of(), statistics);
        if (!statistics.isEmpty()) {
            memory.renew(training.encoder.next(values));
        }
    }

    @Override
    public Estimate estimate(Draw draw) {
        VariationalParameters refined = refinement.refined(evaluation.loss(draw), evaluation.guess(draw));
        double[] negativeLogLikelihood = flat(evaluation
                .decoderEvaluator
                .evaluate(evaluation.last(draw, refined), List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD))
                .get(Elbo.NEGATIVE_LOG_LIKELIHOOD));
        int examples = draw.batch().size();
        return new Estimate(
                negativeLogLikelihood,
                Optional.of(new Estimate.Posteriors(
                        rows(refined.mean(), examples), rows(refined.logVariance(), examples))));
    }

    @Override
    public ClippedSteps clipped() {
        return refinement.clipped();
    }

    @Override
    public double gradient(Map<String, INDArray> inputs) {
        throw severalGraphs();
    }

    @Override
    public double loss(Map<String, INDArray> inputs, Phase phase) {
        throw severalGraphs();
    }

    @Override
    public Estimate estimate(Map<String, INDArray> inputs) {
        throw severalGraphs();
    }

    private static UnsupportedOperationException severalGraphs() {
        return new UnsupportedOperationException(
                "a step of semi-amortised inference takes several graphs and draws its own inputs");
    }

    private static double[] flat(INDArray array) {
        return array.reshape(array.length()).toDoubleVector();
    }

    private static double[][] rows(double[] values, int rows) {
        int width = values.length / rows;
        double[][] matrix = new double[rows][];
        Arrays.setAll(matrix, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
        return matrix;
    }

    @Override
    public void close() {
        training.close();
        evaluation.close();
        arrays.close();
    }
}
