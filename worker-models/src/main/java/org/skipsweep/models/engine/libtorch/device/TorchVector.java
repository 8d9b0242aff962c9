package org.skipsweep.models.engine.libtorch.device;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.ParameterVector;

/**
 * A vector on a GPU.
 *
 * @param stream where calls on it queue up
 * @param flat all numbers, one after the other
 * @param parts the numbers of each parameter, views of {@code flat}
 */
public record TorchVector(DeviceStream stream, Tensor flat, Map<String, Tensor> parts) implements ParameterVector {

    /** The numbers of a vector by parameter, as tensors that share its memory. */
    public static Map<String, Tensor> of(ParameterVector vector) {
        if (vector instanceof TorchVector torch) {
            return torch.parts;
        }
        Map<String, Tensor> parts = new HashMap<>();
        ((HostVector) vector).arrays().forEach((name, array) -> parts.put(name, TorchMemory.share(array)));
        return parts;
    }

    @Override
    public void add(double factor, ParameterVector other) {
        quietly(() -> flat.add_(((TorchVector) other).flat, new Scalar(factor)));
    }

    @Override
    public void scale(double factor) {
        quietly(() -> flat.mul_(new Scalar(factor)));
    }

    @Override
    public double squaredNorm() {
        return stream.run(() -> TorchScope.releasing(() -> {
            double norm = flat.norm().item_double();
            return norm * norm;
        }));
    }

    private void quietly(Runnable work) {
        stream.run(() -> TorchScope.releasing(() -> TorchScope.silently(() -> {
            work.run();
            return work;
        })));
    }
}
