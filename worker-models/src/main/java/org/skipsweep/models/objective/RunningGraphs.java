package org.skipsweep.models.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.model.Phase;

/** An objective of which one graph makes a whole step. */
final class RunningGraphs implements Running {
    private final Engine engine;
    private final ParameterMemory memory;
    private final Function<Phase, LossGraph> graphs;
    private final LossGraph training;
    private final List<String> trainingOutputs;
    private final Evaluator trainer;
    private final InputArrays arrays;
    private LossGraph evaluation;
    private Evaluator evaluator;

    /** @param graphs makes a new graph for a phase */
    RunningGraphs(Engine engine, ParameterMemory memory, Function<Phase, LossGraph> graphs) {
        this.engine = engine;
        this.memory = memory;
        this.graphs = graphs;
        this.training = graphs.apply(Phase.TRAINING);
        this.trainingOutputs = new ArrayList<>(List.of(training.loss()));
        trainingOutputs.addAll(training.nextStatistics().values());
        this.trainer = engine.compile(training, memory);
        this.arrays = new InputArrays(dataType(training));
    }

    private static DataType dataType(LossGraph graph) {
        return graph.graph().getVariable(graph.loss()).dataType();
    }

    @Override
    public double gradient(Draw draw) {
        return gradient(arrays.fill(training.inputs(), draw));
    }

    @Override
    public double gradient(Map<String, INDArray> inputs) {
        Map<String, INDArray> values = trainer.gradient(inputs, memory.gradient(), Map.of(), trainingOutputs);
        if (!training.nextStatistics().isEmpty()) {
            memory.renew(training.next(values));
        }
        return values.get(training.loss()).getDouble(0);
    }

    @Override
    public double loss(Map<String, INDArray> inputs, Phase phase) {
        return (phase == Phase.TRAINING ? trainer : evaluator())
                .evaluate(inputs, List.of(training.loss()))
                .get(training.loss())
                .getDouble(0);
    }

    @Override
    public Estimate estimate(Draw draw) {
        return estimate(arrays.fill(evaluation().inputs(), draw));
    }

    @Override
    public Estimate estimate(Map<String, INDArray> inputs) {
        boolean latent = evaluation().outputs().contains(Elbo.POSTERIOR_MEAN);
        List<String> outputs = latent
                ? List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD, Elbo.POSTERIOR_MEAN, Elbo.LOG_VARIANCE)
                : List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD);
        Map<String, INDArray> values = evaluator().evaluate(inputs, outputs);
        return new Estimate(
                values.get(Elbo.NEGATIVE_LOG_LIKELIHOOD).toDoubleVector(),
                latent
                        ? Optional.of(new Estimate.Posteriors(
                                values.get(Elbo.POSTERIOR_MEAN).toDoubleMatrix(),
                                values.get(Elbo.LOG_VARIANCE).toDoubleMatrix()))
                        : Optional.empty());
    }

    private Evaluator evaluator() {
        if (evaluator == null) {
            evaluator = engine.compile(evaluation(), memory);
        }
        return evaluator;
    }

    private LossGraph evaluation() {
        if (evaluation == null) {
            evaluation = graphs.apply(Phase.EVALUATION);
        }
        return evaluation;
    }

    @Override
    public void close() {
        trainer.close();
        if (evaluator != null) {
            evaluator.close();
        }
        arrays.close();
    }
}
