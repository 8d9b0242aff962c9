package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.skipsweep.models.engine.libtorch.device.OutputArrays;
import org.skipsweep.models.engine.libtorch.device.SharedLeaves;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;
import org.skipsweep.models.engine.libtorch.device.TorchScope;
import org.skipsweep.models.engine.libtorch.device.TorchVector;
import org.skipsweep.models.trial.Precision;

/** A graph on libtorch. */
final class LibtorchEvaluator implements Evaluator {
    private final LossGraph graph;
    private final Set<String> trainable;
    private final Device device;
    private final Precision precision;
    private final Leaves leaves;
    private final TorchPrograms programs;
    private final OutputArrays outputArrays = new OutputArrays();

    LibtorchEvaluator(LossGraph graph, ParameterMemory memory, Device device, Precision precision) {
        this.graph = graph;
        this.trainable = graph.trainableNames();
        this.device = device;
        this.precision = precision;
        this.programs = new TorchPrograms(graph, device);
        this.leaves = memory instanceof GpuMemory gpu ? gpu.leaves() : new SharedLeaves(memory.arrays(), device);
    }

    @Override
    public Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs) {
        graph.requireInputs(inputs);
        TorchProgram program = programs.computing(outputs, Precision.FP32);
        return leaves.stream()
                .run(() -> TorchScope.releasing(() -> TorchScope.silently(() -> {
                    leaves.refresh();
                    return carryOut(
                            program,
                            program.run(programs.given(program, leaves::find, TorchMemory.on(inputs, device))),
                            outputs);
                })));
    }

    @Override
    public Map<String, INDArray> gradient(
            Map<String, INDArray> inputs, ParameterVector gradient, Map<String, INDArray> free, List<String> outputs) {
        return backward(inputs, trainable, () -> TorchVector.of(gradient), free, outputs);
    }

    @Override
    public Map<String, INDArray> freeGradient(
            Map<String, INDArray> inputs, Map<String, INDArray> free, List<String> outputs) {
        return backward(inputs, Set.of(), Map::of, free, outputs);
    }

    private Map<String, INDArray> backward(
            Map<String, INDArray> inputs,
            Set<String> parameters,
            Supplier<Map<String, Tensor>> gradient,
            Map<String, INDArray> free,
            List<String> outputs) {
        graph.requireInputs(inputs);
        TorchProgram program = programs.computingLossAnd(outputs, precision);
        return leaves.stream()
                .run(() -> TorchScope.releasing(() -> {
                    TorchScope.silently(() -> {
                        leaves.refresh();
                        leaves.differentiate(parameters);
                        return leaves;
                    });
                    Map<String, Tensor> carried = TorchMemory.on(inputs, device);
                    free.keySet().forEach(name -> carried.get(name).set_requires_grad(true));
                    Tensor[] values =
                            TorchScope.recording(() -> program.run(programs.given(program, leaves::find, carried)));
                    return TorchScope.silently(() -> {
                        Map<String, Tensor> overwritten = gradient.get();
                        List<Tensor> sources = new ArrayList<>();
                        List<Tensor> targets = new ArrayList<>();
                        parameters.forEach(name -> {
                            sources.add(program.standIn(name, values)
                                    .or(() -> leaves.find(name))
                                    .orElseThrow());
                            targets.add(overwritten.get(name));
                        });
                        free.forEach((name, array) -> {
                            sources.add(carried.get(name));
                            targets.add(TorchMemory.share(array));
                        });
                        Derivatives.write(values[program.slot(graph.loss())], sources, targets);
                        return carryOut(program, values, outputs);
                    });
                }));
    }

    private Map<String, INDArray> carryOut(TorchProgram program, Tensor[] values, List<String> outputs) {
        Map<String, INDArray> carried = new LinkedHashMap<>();
        outputs.forEach(name -> carried.put(name, outputArrays.holding(name, values[program.slot(name)])));
        return carried;
    }

    @Override
    public void close() {
        leaves.close();
        programs.close();
        outputArrays.close();
    }
}
