package org.skipsweep.models.engine.libtorch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.engine.libtorch.StepCalls.Recorded;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;
import org.skipsweep.models.trial.Precision;

/** libtorch on the processor, which keeps the calls of everything that it computes. */
public final class RecordingEngine implements Engine {
    private final Engine engine;
    private final Precision precision;
    private final StepCalls calls = new StepCalls();

    /** @param precision precision of gradients */
    public RecordingEngine(Precision precision) {
        this.engine = new LibtorchEngine(new Device.Cpu(), precision);
        this.precision = precision;
    }

    /** All calls since the beginning. */
    public StepCalls calls() {
        return calls;
    }

    @Override
    public String description() {
        return engine.description();
    }

    @Override
    public ParameterMemory memory(HostMemory host) {
        return engine.memory(host);
    }

    @Override
    public Evaluator compile(LossGraph graph, ParameterMemory memory) {
        return new Recording(graph, memory, engine.compile(graph, memory));
    }

    /** The passes of a graph, each recorded the first time that it is made of examples of that shape. */
    private final class Recording implements Evaluator {
        private final LossGraph graph;
        private final ParameterMemory memory;
        private final Evaluator evaluator;
        private final Map<Pass, List<Recorded>> passes = new HashMap<>();

        private record Pass(Precision precision, List<String> wanted, Set<String> differentiated, List<Long> lengths) {}

        Recording(LossGraph graph, ParameterMemory memory, Evaluator evaluator) {
            this.graph = graph;
            this.memory = memory;
            this.evaluator = evaluator;
        }

        @Override
        public Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs) {
            add(Precision.FP32, outputs, Set.of(), inputs);
            return evaluator.evaluate(inputs, outputs);
        }

        @Override
        public Map<String, INDArray> gradient(
                Map<String, INDArray> inputs,
                ParameterVector gradient,
                Map<String, INDArray> free,
                List<String> outputs) {
            Set<String> differentiated = new HashSet<>(graph.trainableNames());
            differentiated.addAll(free.keySet());
            add(precision, TorchPrograms.withLoss(graph, outputs), differentiated, inputs);
            return evaluator.gradient(inputs, gradient, free, outputs);
        }

        @Override
        public Map<String, INDArray> freeGradient(
                Map<String, INDArray> inputs, Map<String, INDArray> free, List<String> outputs) {
            add(precision, TorchPrograms.withLoss(graph, outputs), free.keySet(), inputs);
            return evaluator.freeGradient(inputs, free, outputs);
        }

        private void add(
                Precision used, List<String> wanted, Set<String> differentiated, Map<String, INDArray> inputs) {
            List<Long> lengths = graph.inputs().stream()
                    .map(input -> inputs.get(input.name()).length())
                    .toList();
            Pass pass = new Pass(used, List.copyOf(wanted), Set.copyOf(differentiated), lengths);
            calls.add(passes.computeIfAbsent(pass, unused -> {
                List<TorchCall> made = TorchPrograms.calls(graph, wanted, used);
                Map<String, Tensor> given = new HashMap<>();
                for (String name : TorchGraph.given(made, wanted)) {
                    Tensor value = TorchMemory.share(array(name, inputs)).clone();
                    given.put(name, value.set_requires_grad(differentiated.contains(name)));
                }
                return StepCalls.record(made, given);
            }));
        }

        private INDArray array(String name, Map<String, INDArray> inputs) {
            INDArray parameter = memory.arrays().get(name);
            if (parameter != null) {
                return parameter;
            }
            SDVariable variable = graph.graph().getVariable(name);
            return variable.isConstant() ? variable.getArr() : inputs.get(name);
        }

        @Override
        public void close() {
            evaluator.close();
        }
    }
}
