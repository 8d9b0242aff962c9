package org.skipsweep.models.check;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.family.Families;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;

/**
 * Whether libtorch gets from a minibatch what ND4J on the processor gets from it.
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
        Device device = LibtorchEngine.bestDevice();
        Engine reference = new Nd4jEngine();
        Engine checked = new LibtorchEngine(device, Precision.FP32);
        Start start = Start.of(model);
        Values expected = start.values(reference, DataType.FLOAT);
        Values actual = start.values(checked, DataType.FLOAT);
        Values exact = start.values(reference, DataType.DOUBLE);
        Values actualInDouble = start.values(checked, DataType.DOUBLE);
        return new EngineComparison(
                expected.loss(),
                Math.abs(actual.loss() - expected.loss()) / Math.abs(expected.loss()),
                actual.distance(expected),
                expected.distance(exact),
                actualInDouble.distance(exact),
                device instanceof Device.Cuda ? GPU_TOLERANCE : CPU_TOLERANCE);
    }

    /**
     * Where a training starts.
     *
     * @param objective what it minimises
     * @param parameters its initial parameters
     * @param draw its first minibatch, with the KL term at its full weight
     */
    private record Start(Objective objective, Map<String, INDArray> parameters, Draw draw) {
        static Start of(CheckedModel model) {
            TrialSpec trial = model.trial(Precision.FP32);
            Examples examples = model.examples(model.batchSize());
            Draw first = new Minibatches(trial, examples).epoch(1).draw(0);
            return new Start(
                    Families.of(trial.family()).objective(trial, examples.shape()),
                    Networks.of(trial, examples.shape()).getOutputLayer().paramTable(),
                    new Draw(first.batch(), 1, first.noise()));
        }

        Values values(Engine engine, DataType dataType) {
            Map<String, INDArray> copies = new LinkedHashMap<>();
            Map<String, INDArray> gradient = new LinkedHashMap<>();
            parameters.forEach((name, array) -> {
                copies.put(name, array.castTo(dataType).dup('c'));
                gradient.put(name, Nd4j.zeros(dataType, array.shape()));
            });
            HostMemory memory = new HostMemory(copies, new HostVector(gradient), (rule, rate, clip, step) -> {});
            try (Running running = objective.compile(engine, memory, dataType)) {
                double loss = running.gradient(draw);
                return new Values(loss, Nd4j.toFlattened('c', gradient.values()).castTo(DataType.DOUBLE));
            }
        }
    }

    /** Loss, and gradient with respect to one parameter after the other. */
    private record Values(double loss, INDArray gradient) {
        /** 2-norm of the difference of the gradients, as a part of the norm of the other. */
        double distance(Values other) {
            return gradient.distance2(other.gradient)
                    / other.gradient.norm2Number().doubleValue();
        }
    }
}
