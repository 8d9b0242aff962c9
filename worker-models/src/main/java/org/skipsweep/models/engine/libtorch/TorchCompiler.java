package org.skipsweep.models.engine.libtorch;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.VariableType;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.trial.Precision;

/** Makes programs of one graph, with the graph's constants on the device. */
final class TorchCompiler implements AutoCloseable {
    private final LossGraph graph;
    private final Device device;
    private final Map<String, Tensor> constants = new HashMap<>();

    TorchCompiler(LossGraph graph, Device device) {
        this.graph = graph;
        this.device = device;
    }

    /** A program that computes the values wanted. */
    TorchProgram compile(Precision precision, List<String> wanted) {
        List<TorchCall> calls = Fusions.apply(TorchGraph.calls(graph.graph(), wanted), wanted, graph.loss());
        if (precision == Precision.BF16) {
            calls = ReducedPrecision.apply(calls, Set.copyOf(graph.inputs()), parameterType(), exact());
        }
        List<String> given = TorchGraph.given(calls, wanted);
        for (String name : given) {
            SDVariable variable = graph.graph().getVariable(name);
            if (variable.getVariableType() == VariableType.CONSTANT && !constants.containsKey(name)) {
                constants.put(name, TorchMemory.copy(TorchMemory.share(variable.getArr()), device));
            }
        }
        return new TorchProgram(calls, given, Set.copyOf(wanted));
    }

    /** Constants that the programs made so far read, by name. */
    Map<String, Tensor> constants() {
        return Collections.unmodifiableMap(constants);
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
        constants.values().forEach(Tensor::close);
    }
}
