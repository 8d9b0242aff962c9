package org.skipsweep.models.engine.libtorch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.engine.libtorch.device.GpuMemory;
import org.skipsweep.models.engine.libtorch.device.Leaves;
import org.skipsweep.models.engine.libtorch.device.SharedLeaves;
import org.skipsweep.models.engine.libtorch.device.TorchScope;
import org.skipsweep.models.engine.libtorch.device.TorchVector;
import org.skipsweep.models.trial.Precision;

/** A graph on libtorch. */
final class LibtorchEvaluator implements Evaluator {
    private final LossGraph graph;
    private final Set<String> trainable;
    private final Precision precision;
    private final Leaves leaves;
    private final TorchPrograms programs;
    private final Passes passes;

    /** @param launches how passes get to a device that keeps the parameters; others get them call by call */
    LibtorchEvaluator(LossGraph graph, ParameterMemory memory, Device device, Precision precision, Launches launches) {
        this.graph = graph;
        this.trainable = graph.trainableNames();
        this.precision = precision;
        this.programs = new TorchPrograms(graph, device);
        if (memory instanceof GpuMemory gpu) {
            this.leaves = gpu.leaves();
            this.passes = switch (launches) {
                case SINGLE -> new DirectPasses(programs, leaves, device);
                case RECORDED -> new RecordedPasses(programs, leaves, device);
            };
        } else {
            this.leaves = new SharedLeaves(memory.arrays(), device);
            this.passes = new DirectPasses(programs, leaves, device);
        }
    }

    @Override
    public Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs) {
        Pass pass = new Pass(programs.computing(outputs, Precision.FP32), graph.loss(), Set.of(), Set.of(), outputs);
        return run(pass, inputs, Map::of, Map.of());
    }

    @Override
    public Map<String, INDArray> gradient(
            Map<String, INDArray> inputs, ParameterVector gradient, Map<String, INDArray> free, List<String> outputs) {
        return run(backward(trainable, free, outputs), inputs, () -> TorchVector.of(gradient), free);
    }

    @Override
    public Map<String, INDArray> freeGradient(
            Map<String, INDArray> inputs, Map<String, INDArray> free, List<String> outputs) {
        return run(backward(Set.of(), free, outputs), inputs, Map::of, free);
    }

    private Pass backward(Set<String> parameters, Map<String, INDArray> free, List<String> outputs) {
        TorchProgram program = programs.computingLossAnd(outputs, precision);
        return new Pass(program, graph.loss(), parameters, Set.copyOf(free.keySet()), List.copyOf(outputs));
    }

    private Map<String, INDArray> run(
            Pass pass,
            Map<String, INDArray> inputs,
            Supplier<Map<String, Tensor>> gradient,
            Map<String, INDArray> free) {
        graph.requireInputs(inputs);
        return leaves.stream()
                .run(() -> TorchScope.releasing(() -> {
                    TorchScope.silently(() -> {
                        leaves.refresh();
                        return leaves;
                    });
                    return passes.run(pass, inputs, gradient.get(), free);
                }));
    }

    @Override
    public void close() {
        passes.close();
        leaves.close();
        programs.close();
    }
}
