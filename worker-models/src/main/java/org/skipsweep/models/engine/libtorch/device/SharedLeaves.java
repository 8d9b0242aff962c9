package org.skipsweep.models.engine.libtorch.device;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;

/** Leaves that are the network's own memory or, on a GPU, copies of it. */
public final class SharedLeaves implements Leaves {
    /** Kept so that their memory stays. */
    private final Map<String, INDArray> arrays;

    private final DeviceStream stream = new DeviceStream.Direct();
    private final Map<String, Tensor> leaves = new HashMap<>();
    /** The network's memory of those leaves that are copies. */
    private final Map<String, Tensor> originals = new HashMap<>();

    private Set<String> differentiated = Set.of();

    public SharedLeaves(Map<String, INDArray> parameters, Device device) {
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

    @Override
    public DeviceStream stream() {
        return stream;
    }

    @Override
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(leaves.get(name));
    }

    @Override
    public void differentiate(Set<String> names) {
        if (!names.equals(differentiated)) {
            differentiated = Set.copyOf(names);
            leaves.forEach((name, leaf) -> leaf.set_requires_grad(names.contains(name)));
        }
    }

    @Override
    public void refresh() {
        originals.forEach((name, original) -> leaves.get(name).copy_(original));
    }

    @Override
    public void close() {
        leaves.values().forEach(Tensor::close);
        originals.values().forEach(Tensor::close);
    }
}
