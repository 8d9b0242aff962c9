package org.skipsweep.models.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.Nd4jEngine;
import org.skipsweep.models.engine.Parameter;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Draws;
import org.skipsweep.models.trial.Draws.Purpose;
import org.skipsweep.models.trial.Precision;

/**
 * Whether libtorch gets from a random minibatch what ND4J gets from it, in single precision.
 *
 * @param loss ND4J's loss in nats
 * @param lossDifference how far libtorch's loss is from it, as a part of it
 * @param gradientDifference 2-norm of the difference of the gradients with respect to all parameters, as a part of the norm
 *     of ND4J's
 * @param tolerance the largest difference that rounding explains
 */
public record EngineComparison(double loss, double lossDifference, double gradientDifference, double tolerance) {
    private static final double GPU_TOLERANCE = 1e-4;
    private static final double CPU_TOLERANCE = 1e-5;

    /** Whether both differences are below the tolerance. */
    public boolean passes() {
        return lossDifference < tolerance && gradientDifference < tolerance;
    }

    /** Compares a model's loss and full gradient, at its initial parameters, on libtorch's best device. */
    public static EngineComparison of(CheckedModel model) {
        ObjectiveLayerRuntime objective =
                Networks.objective(Networks.of(model.trial(Precision.FP32), CheckedModel.PIXELS));
        Device device = LibtorchEngine.bestDevice();
        Map<String, INDArray> inputs = inputs(model);
        Values expected = Values.of(new Nd4jEngine(), objective, inputs);
        Values actual = Values.of(new LibtorchEngine(device, Precision.FP32), objective, inputs);
        return new EngineComparison(
                expected.loss(),
                Math.abs(actual.loss() - expected.loss()) / Math.abs(expected.loss()),
                actual.gradient().distance2(expected.gradient())
                        / expected.gradient().norm2Number().doubleValue(),
                device instanceof Device.Cuda ? GPU_TOLERANCE : CPU_TOLERANCE);
    }

    private static Map<String, INDArray> inputs(CheckedModel model) {
        Draws draws = new Draws(CheckedModel.SEED);
        int batch = model.batchSize();
        int latentDim = model.model().latentDim();
        RandomGenerator pixels = draws.of(Purpose.BINARIZATION, 0);
        RandomGenerator normal = draws.of(Purpose.TRAINING_NOISE, 0);
        double[] x = new double[batch * CheckedModel.PIXELS];
        Arrays.setAll(x, i -> pixels.nextBoolean() ? 1 : 0);
        double[] noise = new double[batch * latentDim];
        Arrays.setAll(noise, i -> normal.nextGaussian());
        return Map.of(
                Elbo.OBSERVATIONS, array(x, batch),
                Elbo.NOISE, array(noise, batch),
                Elbo.KL_WEIGHT, Nd4j.ones(DataType.FLOAT, batch, 1));
    }

    private static INDArray array(double[] values, int rows) {
        return Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape('c', rows, values.length / rows);
    }

    /** Loss, and gradient in double precision, one parameter after the other. */
    private record Values(double loss, INDArray gradient) {
        static Values of(Engine engine, ObjectiveLayerRuntime objective, Map<String, INDArray> inputs) {
            LossGraph graph = objective.trainingGraph();
            Map<String, INDArray> gradients = new LinkedHashMap<>();
            for (Parameter parameter : graph.trainable()) {
                gradients.put(parameter.name(), Nd4j.zeros(DataType.FLOAT, parameter.dimensions()));
            }
            try (Evaluator evaluator = engine.compile(graph, objective.paramTable())) {
                double loss = evaluator
                        .gradient(inputs, gradients, List.of(graph.loss()))
                        .get(graph.loss())
                        .getDouble(0);
                INDArray[] rows = gradients.values().stream()
                        .map(gradient -> gradient.castTo(DataType.DOUBLE).reshape('c', gradient.length()))
                        .toArray(INDArray[]::new);
                return new Values(loss, Nd4j.concat(0, rows));
            }
        }
    }
}
