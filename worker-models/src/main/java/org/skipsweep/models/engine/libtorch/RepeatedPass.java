package org.skipsweep.models.engine.libtorch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.libtorch.device.DeviceStream;
import org.skipsweep.models.engine.libtorch.device.OutputArrays;
import org.skipsweep.models.engine.libtorch.device.TorchScope;

/** Does one pass again and again, with new values in the same tensors. */
final class RepeatedPass implements Passes {
    private final PassTensors tensors;
    private final DeviceStream.Recording recording;
    private final OutputArrays outputArrays = new OutputArrays();

    /**
     * @param tensors what the recorded pass reads and writes besides parameters
     * @param recording the pass
     */
    RepeatedPass(PassTensors tensors, DeviceStream.Recording recording) {
        this.tensors = tensors;
        this.recording = recording;
    }

    @Override
    public Map<String, INDArray> run(
            Pass pass, Map<String, INDArray> inputs, Map<String, Tensor> gradient, Map<String, INDArray> free) {
        return TorchScope.silently(() -> {
            tensors.read(inputs);
            recording.replay();
            free.forEach(tensors::write);
            Map<String, INDArray> outputs = new LinkedHashMap<>();
            pass.outputs()
                    .forEach(name -> outputs.put(
                            name, outputArrays.holding(name, tensors.outputs().get(name))));
            return outputs;
        });
    }

    @Override
    public void close() {
        recording.close();
        tensors.close();
        outputArrays.close();
    }
}
