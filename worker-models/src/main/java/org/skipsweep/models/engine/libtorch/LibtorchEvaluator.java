package org.skipsweep.models.engine.libtorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.trial.Precision;

/** A graph on libtorch. */
final class LibtorchEvaluator implements Evaluator {
    private final LossGraph graph;
    private final Precision precision;
    private final TorchParameters parameters;
    private final TorchPrograms programs;
    private final OutputArrays outputArrays = new OutputArrays();
    private Set<String> differentiated = Set.of();

    LibtorchEvaluator(LossGraph graph, Map<String, INDArray> parameters, Device device, Precision precision) {
        this.graph = graph;
        this.precision = precision;
        this.programs = new TorchPrograms(graph, device);
        this.parameters = new TorchParameters(parameters, device);
    }

    @Override
    public Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs) {
        TorchProgram program = programs.computing(outputs, Precision.FP32);
        return TorchScope.releasing(() -> TorchScope.silently(() -> {
            parameters.refresh();
            return carryOut(program, program.run(programs.given(program, parameters::leaf, inputs)), outputs);
        }));
    }

    @Override
    public Map<String, INDArray> gradient(
            Map<String, INDArray> inputs, Map<String, INDArray> gradients, List<String> outputs) {
        TorchProgram program = programs.computingLossAnd(outputs, precision);
        differentiate(gradients.keySet());
        return TorchScope.releasing(() -> {
            Tensor[] values =
                    TorchScope.recording(() -> program.run(programs.given(program, parameters::leaf, inputs)));
            return TorchScope.silently(() -> {
                List<String> names = List.copyOf(gradients.keySet());
                Derivatives.write(
                        values[program.slot(graph.loss())],
                        names.stream()
                                .map(name -> parameters.leaf(name).orElseThrow())
                                .toList(),
                        names.stream()
                                .map(name -> TorchMemory.share(gradients.get(name)))
                                .toList());
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

    private Map<String, INDArray> carryOut(TorchProgram program, Tensor[] values, List<String> outputs) {
        Map<String, INDArray> carried = new LinkedHashMap<>();
        outputs.forEach(name -> carried.put(name, outputArrays.holding(name, values[program.slot(name)])));
        return carried;
    }

    @Override
    public void close() {
        parameters.close();
        programs.close();
        outputArrays.close();
    }
}
