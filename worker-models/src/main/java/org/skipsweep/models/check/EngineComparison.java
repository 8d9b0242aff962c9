package org.skipsweep.models.check;

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
import org.skipsweep.models.engine.ParameterShape;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.family.Families;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/**
 * Whether libtorch gets from a random minibatch what ND4J on the processor gets from it.
 *
 * <p>In double precision the two agree to many digits. In single precision they need not: a rectified unit whose input rounds
 * to the other side of zero changes the gradient by far more than rounding, and the encoder of the image VAE has millions
 * of them. So ND4J's own rounding error says how much is to be expected there.
 *
 * @param loss ND4J's loss in nats, in single precision
 * @param lossDifference how far libtorch's loss is from it, as a part of it
 * @param gradientDifference 2-norm of the difference of the two gradients with respect to all parameters in single precision,
 *     as a part of the norm of ND4J's
 * @param rounding likewise the difference of ND4J's gradients in single and in double precision
 * @param doubleDifference likewise the difference of the two gradients in double precision
 * @param tolerance the largest difference in single precision that rounding explains where no unit changes sides
 */
public record EngineComparison(
        double loss,
        double lossDifference,
        double gradientDifference,
        double rounding,
        double doubleDifference,
        double tolerance) {
    /** What {@link #doubleDifference} must stay below. */
    public static final double DOUBLE_TOLERANCE = 1e-10;

    private static final double GPU_TOLERANCE = 1e-4;
    private static final double CPU_TOLERANCE = 1e-5;
    private static final double ROUNDINGS = 4;

    /** What {@link #gradientDifference} must stay below: the tolerance or, where that is more, four times {@link #rounding}. */
    public double gradientTolerance() {
        return Math.max(tolerance, ROUNDINGS * rounding);
    }

    /** Whether all differences are below what they must stay below. */
    public boolean passes() {
        return lossDifference < tolerance
                && gradientDifference < gradientTolerance()
                && doubleDifference < DOUBLE_TOLERANCE;
    }

    /** Compares a model's loss and full gradient, at its initial parameters, on libtorch's best device. */
    public static EngineComparison of(CheckedModel model) {
        TrialSpec trial = model.trial(Precision.FP32);
        LatentVariableModel objective = Families.of(trial.family())
                .objective(trial, new DataShape.Images(CheckedModel.PIXELS))
                .latentVariableModel()
                .orElseThrow();
        Map<String, INDArray> parameters =
                Networks.of(trial, CheckedModel.PIXELS).getOutputLayer().paramTable();
        Device device = LibtorchEngine.bestDevice();
        Engine reference = new Nd4jEngine();
        Engine checked = new LibtorchEngine(device, Precision.FP32);
        Map<String, INDArray> inputs = inputs(model);
        Values expected = Values.of(reference, objective, parameters, inputs, DataType.FLOAT);
        Values actual = Values.of(checked, objective, parameters, inputs, DataType.FLOAT);
        Values exact = Values.of(reference, objective, parameters, inputs, DataType.DOUBLE);
        Values actualInDouble = Values.of(checked, objective, parameters, inputs, DataType.DOUBLE);
        return new EngineComparison(
                expected.loss(),
                Math.abs(actual.loss() - expected.loss()) / Math.abs(expected.loss()),
                actual.distance(expected),
                expected.distance(exact),
                actualInDouble.distance(exact),
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

    /** Loss, and gradient with respect to one parameter after the other. */
    private record Values(double loss, INDArray gradient) {
        static Values of(
                Engine engine,
                LatentVariableModel model,
                Map<String, INDArray> parameters,
                Map<String, INDArray> inputs,
                DataType dataType) {
            LossGraph graph = Elbo.graph(model, dataType, Phase.TRAINING);
            Map<String, INDArray> gradients = new LinkedHashMap<>();
            for (ParameterShape parameter : graph.trainable()) {
                gradients.put(parameter.name(), Nd4j.zeros(dataType, parameter.dimensions()));
            }
            try (Evaluator evaluator = engine.compile(graph, in(dataType, parameters))) {
                double loss = evaluator
                        .gradient(in(dataType, inputs), gradients, List.of(graph.loss()))
                        .get(graph.loss())
                        .getDouble(0);
                return new Values(
                        loss, Nd4j.toFlattened('c', gradients.values()).castTo(DataType.DOUBLE));
            }
        }

        private static Map<String, INDArray> in(DataType dataType, Map<String, INDArray> arrays) {
            Map<String, INDArray> cast = new LinkedHashMap<>();
            arrays.forEach((name, array) -> cast.put(name, array.castTo(dataType)));
            return cast;
        }

        /** 2-norm of the difference of the gradients, as a part of the norm of the other. */
        double distance(Values other) {
            return gradient.distance2(other.gradient)
                    / other.gradient.norm2Number().doubleValue();
        }
    }
}
