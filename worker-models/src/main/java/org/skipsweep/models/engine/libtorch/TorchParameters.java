package org.skipsweep.models.engine.libtorch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;

/**
 * Parameters as leaves of libtorch's graph of derivatives. On the processor they are Deeplearning4j's own memory, on a GPU
 * copies of it.
 */
final class TorchParameters implements AutoCloseable {
    /** Kept so that their memory stays. */
    private final Map<String, INDArray> arrays;

    private final Map<String, Tensor> leaves = new HashMap<>();
    /** Deeplearning4j's memory of those leaves that are copies. */
    private final Map<String, Tensor> originals = new HashMap<>();

    TorchParameters(Map<String, INDArray> parameters, Device device) {
        this.arrays = Map.copyOf(parameters);
        arrays.forEach((name, array) -> {
            Tensor memory = TorchMemory.share(array);
            if (device instanceof Device.Cpu) {
                leaves.put(name, memory);
            } else {
                originals.put(name, memory);
                leaves.put(name, TorchMemory.copy(memory, device));
            }
        });
    }

    /** The leaf of that name, if it is a parameter. */
    Optional<Tensor> leaf(String name) {
        return Optional.ofNullable(leaves.get(name));
    }

    /** Lets derivatives be taken with respect to the named parameters and no others. */
    void differentiate(Set<String> names) {
        leaves.forEach((name, leaf) -> leaf.set_requires_grad(names.contains(name)));
    }

    /** Makes the leaves equal to Deeplearning4j's memory; derivatives must not be recorded meanwhile. */
    void refresh() {
        originals.forEach((name, original) -> leaves.get(name).copy_(original));
    }

    @Override
    public void close() {
        leaves.values().forEach(Tensor::close);
        originals.values().forEach(Tensor::close);
    }
}
