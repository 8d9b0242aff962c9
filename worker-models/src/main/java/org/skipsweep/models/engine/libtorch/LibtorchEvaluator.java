package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.trial.Precision;

/** A graph on libtorch: a program for each set of values that was ever asked for. */
final class LibtorchEvaluator implements Evaluator {
    private final LossGraph graph;
    private final Device device;
    private final Precision precision;
    private final TorchParameters parameters;
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Map<Key, TorchProgram> programs = new HashMap<>();
    private final OutputArrays outputArrays = new OutputArrays();
    private Set<String> differentiated = Set.of();

    private record Key(Precision precision, List<String> wanted) {}

    LibtorchEvaluator(LossGraph graph, Map<String, INDArray> parameters, Device device, Precision precision) {
        this.graph = graph;
        this.device = device;
        this.precision = precision;
        this.parameters = new TorchParameters(parameters, device);
    }

    @Override
    public Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs) {
        TorchProgram program = program(new Key(Precision.FP32, outputs));
        return TorchScope.releasing(() -> TorchScope.silently(() -> {
            parameters.refresh();
            return carryOut(program, program.run(given(program, inputs)), outputs);
        }));
    }

    @Override
    public Map<String, INDArray> gradient(
            Map<String, INDArray> inputs, Map<String, INDArray> gradients, List<String> outputs) {
        List<String> wanted = new ArrayList<>(outputs);
        if (!wanted.contains(graph.loss())) {
            wanted.add(graph.loss());
        }
        TorchProgram program = program(new Key(precision, wanted));
        differentiate(gradients.keySet());
        return TorchScope.releasing(() -> {
            Tensor[] values = TorchScope.recording(() -> program.run(given(program, inputs)));
            return TorchScope.silently(() -> {
                backward(values[program.slot(graph.loss())], gradients);
                return carryOut(program, values, outputs);
            });
        });
    }

    /** Lets derivatives be taken with respect to the named parameters and no others. */
    private void differentiate(Set<String> names) {
        TorchScope.silently(() -> {
            parameters.refresh();
            if (!names.equals(differentiated)) {
                differentiated = Set.copyOf(names);
                parameters.differentiate(differentiated);
            }
            return differentiated;
        });
    }

    private void backward(Tensor loss, Map<String, INDArray> gradients) {
        List<String> names = List.copyOf(gradients.keySet());
        TensorVector leaves =
                new TensorVector(names.stream().map(parameters::leaf).toArray(Tensor[]::new));
        TensorVector derivatives =
                torch.grad(new TensorVector(loss), leaves, new TensorVector(), new BoolOptional(), false, true);
        for (int i = 0; i < names.size(); i++) {
            Tensor target = TorchMemory.share(gradients.get(names.get(i)));
            Tensor derivative = derivatives.get(i);
            if (derivative.defined()) {
                target.copy_(derivative);
            } else {
                target.zero_();
            }
        }
    }

    private List<Tensor> given(TorchProgram program, Map<String, INDArray> inputs) {
        List<Tensor> given = new ArrayList<>();
        for (String name : program.given()) {
            if (parameters.contains(name)) {
                given.add(parameters.leaf(name));
            } else if (constants.containsKey(name)) {
                given.add(constants.get(name));
            } else if (inputs.containsKey(name)) {
                given.add(TorchMemory.on(TorchMemory.share(inputs.get(name)), device));
            } else {
                throw new IllegalArgumentException("no array was given for input " + name);
            }
        }
        return given;
    }

    private Map<String, INDArray> carryOut(TorchProgram program, Tensor[] values, List<String> outputs) {
        Map<String, INDArray> carried = new LinkedHashMap<>();
        outputs.forEach(name -> carried.put(name, outputArrays.holding(name, values[program.slot(name)])));
        return carried;
    }

    private TorchProgram program(Key key) {
        return programs.computeIfAbsent(key, this::compile);
    }

    private TorchProgram compile(Key key) {
        Set<String> wanted = Set.copyOf(key.wanted());
        List<TorchCall> calls =
                Fusions.apply(TorchGraph.calls(graph.graph(), key.wanted()), key.wanted(), graph.loss());
        if (key.precision() == Precision.BF16) {
            calls = ReducedPrecision.apply(calls, Set.copyOf(graph.inputs()), parameterType(), exact());
        }
        List<String> given = TorchGraph.given(calls, key.wanted());
        for (String name : given) {
            SDVariable variable = graph.graph().getVariable(name);
            if (variable.getVariableType() == VariableType.CONSTANT && !constants.containsKey(name)) {
                constants.put(name, TorchMemory.copy(TorchMemory.share(variable.getArr()), device));
            }
        }
        return new TorchProgram(calls, given, wanted);
    }

    private ScalarType parameterType() {
        return TorchMemory.scalarType(graph.graph().getVariable(graph.loss()).dataType());
    }

    /** What leaves the graph is never rounded. */
    private Set<String> exact() {
        Set<String> exact = new HashSet<>(graph.outputs());
        exact.add(graph.loss());
        return exact;
    }

    @Override
    public void close() {
        parameters.close();
        constants.values().forEach(Tensor::close);
        outputArrays.close();
    }
}
