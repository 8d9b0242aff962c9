package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.VariableType;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;
import org.skipsweep.models.engine.libtorch.fusion.Fusions;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;
import org.skipsweep.models.trial.Precision;

/** The programs of one graph, one for each set of values that was ever asked for, and the graph's constants. */
final class TorchPrograms implements AutoCloseable {
    private final LossGraph graph;
    private final Device device;
    private final Map<String, Tensor> constants = new HashMap<>();
    private final Map<Key, TorchProgram> programs = new HashMap<>();

    private record Key(Precision precision, List<String> wanted) {}

    /** @throws UnsupportedOperationException if libtorch cannot do some of the graph's operations, naming them */
    TorchPrograms(LossGraph graph, Device device) {
        TorchGraph.check(graph.graph());
        this.graph = graph;
        this.device = device;
    }

    /** The program that computes the named values. */
    TorchProgram computing(List<String> wanted, Precision precision) {
        return programs.computeIfAbsent(new Key(precision, List.copyOf(wanted)), this::compile);
    }

    /** The program that computes the named values and the loss, which derivatives can be taken of. */
    TorchProgram computingLossAnd(List<String> wanted, Precision precision) {
        return computing(withLoss(graph, wanted), precision);
    }

    /** The named values and, if it is not among them, the loss. */
    static List<String> withLoss(LossGraph graph, List<String> wanted) {
        List<String> all = new ArrayList<>(wanted);
        if (!all.contains(graph.loss())) {
            all.add(graph.loss());
        }
        return all;
    }

    /**
     * What a program reads, in its order: leaves, constants and inputs, all on the device.
     *
     * @throws IllegalArgumentException if an input has no array
     */
    List<Tensor> given(TorchProgram program, Function<String, Optional<Tensor>> leaves, Map<String, Tensor> inputs) {
        List<Tensor> given = new ArrayList<>();
        for (String name : program.given()) {
            given.add(leaves.apply(name)
                    .or(() -> Optional.ofNullable(constants.get(name)))
                    .or(() -> Optional.ofNullable(inputs.get(name)))
                    .orElseThrow(() -> new IllegalArgumentException("no array was given for input " + name)));
        }
        return given;
    }

    private TorchProgram compile(Key key) {
        List<TorchCall> calls = calls(graph, key.wanted(), key.precision());
        Map<String, String> standIns =
                key.precision() == Precision.BF16 ? ReducedPrecision.standIns(calls, graph.trainableNames()) : Map.of();
        List<String> given = TorchGraph.given(calls, key.wanted());
        for (String name : given) {
            SDVariable variable = graph.graph().getVariable(name);
            if (variable.getVariableType() == VariableType.CONSTANT) {
                constants.computeIfAbsent(name, unused -> constant(variable));
            }
        }
        return new TorchProgram(calls, given, Set.copyOf(key.wanted()), standIns);
    }

    /** The calls of a program, in its order. */
    static List<TorchCall> calls(LossGraph graph, List<String> wanted, Precision precision) {
        List<TorchCall> calls = Fusions.apply(TorchGraph.calls(graph.graph(), wanted), wanted, graph.loss());
        return precision == Precision.BF16
                ? ReducedPrecision.apply(calls, names(graph.inputs()), parameterType(graph), exact(graph))
                : calls;
    }

    /** Whole numbers are parts of shapes, which the processor keeps. */
    private Tensor constant(SDVariable variable) {
        Device place = variable.dataType().isFPType() ? device : new Device.Cpu();
        return TorchMemory.copy(TorchMemory.share(variable.getArr()), place);
    }

    private static Set<String> names(List<Input> inputs) {
        return inputs.stream().map(Input::name).collect(Collectors.toUnmodifiableSet());
    }

    private static ScalarType parameterType(LossGraph graph) {
        return TorchMemory.scalarType(graph.graph().getVariable(graph.loss()).dataType());
    }

    /** What leaves the graph is never rounded. */
    private static Set<String> exact(LossGraph graph) {
        Set<String> exact = new HashSet<>(graph.outputs());
        exact.add(graph.loss());
        return exact;
    }

    @Override
    public void close() {
        constants.values().forEach(Tensor::close);
    }
}
