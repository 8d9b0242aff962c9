package org.skipsweep.models.engine.libtorch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.libtorch.device.Leaves;
import org.skipsweep.models.engine.libtorch.device.OutputArrays;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;

/** Does every pass call by call. On the processor, where the arrays are. */
final class DirectPasses implements Passes {
    private final TorchPrograms programs;
    private final Leaves leaves;
    private final Device device;
    private final OutputArrays outputArrays = new OutputArrays();

    DirectPasses(TorchPrograms programs, Leaves leaves, Device device) {
        this.programs = programs;
        this.leaves = leaves;
        this.device = device;
    }

    @Override
    public Map<String, INDArray> run(
            Pass pass, Map<String, INDArray> inputs, Map<String, Tensor> gradient, Map<String, INDArray> free) {
        Map<String, Tensor> derivatives = new HashMap<>(gradient);
        free.forEach((name, array) -> derivatives.put(name, TorchMemory.share(array)));
        Map<String, INDArray> outputs = new LinkedHashMap<>();
        pass.run(
                programs,
                leaves,
                TorchMemory.on(inputs, device),
                derivatives,
                (name, value) -> outputs.put(name, outputArrays.holding(name, value)));
        return outputs;
    }

    @Override
    public void close() {
        outputArrays.close();
    }
}
