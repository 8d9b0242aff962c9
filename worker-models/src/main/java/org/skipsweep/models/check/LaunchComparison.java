package org.skipsweep.models.check;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.libtorch.Launches;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.engine.libtorch.device.GpuMemory;
import org.skipsweep.models.family.Families;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.optimization.UpdateRule;

/**
 * Whether training from {@link Launches#RECORDED recordings} ends where training {@link Launches#SINGLE kernel by kernel} does.
 *
 * <p>It does so to the last bit where two trainings kernel by kernel do. Some kernels of a GPU add up in the order in which
 * their threads happen to come; where a model has such ones, these two say how much that makes.
 *
 * @param difference 2-norm of the difference of the parameters after {@value #STEPS} steps in single precision, as a part of
 *     their norm; 0 if all bits agree
 * @param repeated the same between two trainings kernel by kernel
 */
public record LaunchComparison(double difference, double repeated) {
    /** Steps on each of two minibatches in turn; those from recordings are more than half of them. */
    public static final int STEPS = 20;

    private static final double REPEATS = 4;

    /** Whether the difference is none, or what repeating makes. */
    public boolean passes() {
        return difference <= REPEATS * repeated;
    }

    /** Trains a model three times on a device, from its initial parameters. */
    public static LaunchComparison of(CheckedModel model, Device device) {
        INDArray single = trained(model, device, Launches.SINGLE);
        INDArray again = trained(model, device, Launches.SINGLE);
        INDArray recorded = trained(model, device, Launches.RECORDED);
        double norm = single.norm2Number().doubleValue();
        return new LaunchComparison(single.distance2(recorded) / norm, single.distance2(again) / norm);
    }

    /** All parameters after the steps, in double precision. */
    private static INDArray trained(CheckedModel model, Device device, Launches launches) {
        TrialSpec trial = model.trial(Precision.FP32);
        Examples examples = model.examples(2 * model.batchSize());
        Minibatches minibatches = new Minibatches(trial, examples);
        Map<String, INDArray> parameters =
                Networks.of(trial, examples.shape()).getOutputLayer().paramTable();
        HostMemory host = new HostMemory(parameters, new HostVector(Map.of()), (rule, rate, clip, step) -> {});
        INDArray noState = Nd4j.empty(DataType.FLOAT);
        try (GpuMemory memory = new GpuMemory(host, device);
                Running running = Families.of(trial.family())
                        .objective(trial, examples.shape())
                        .compile(new LibtorchEngine(device, Precision.FP32, launches), memory, DataType.FLOAT)) {
            memory.load(noState);
            for (int step = 1; step <= STEPS; step++) {
                Draw draw = minibatches.epoch(1).draw(step % 2);
                running.gradient(new Draw(draw.batch(), (double) step / STEPS, draw.noise()));
                memory.update(UpdateRule.Adam.USUAL, 1e-3, 5, step);
            }
            memory.store(noState);
        }
        return Nd4j.toFlattened('c', parameters.values()).castTo(DataType.DOUBLE);
    }
}
