package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;

/**
 * Carries inputs to a GPU without waiting for it: each goes into page-locked memory, from where the GPU fetches it when it
 * gets there. When all places have been used, the GPU is waited for once and they are used again.
 */
final class InputRing implements AutoCloseable {
    private static final int PLACES = 64;

    private record Place(String input, List<Long> shape, int number) {}

    private final Device device;
    private final DeviceStream stream;
    private final Map<Place, Tensor> places = new HashMap<>();
    private int next;

    InputRing(Device device, DeviceStream stream) {
        this.device = device;
        this.stream = stream;
    }

    /** The arrays as tensors on the device; on the processor they share the arrays' memory. */
    Map<String, Tensor> carry(Map<String, INDArray> arrays) {
        if (device instanceof Device.Cpu) {
            return TorchMemory.on(arrays, device);
        }
        Map<String, Tensor> carried = new HashMap<>();
        if (next == PLACES) {
            stream.await();
            next = 0;
        }
        int number = next++;
        arrays.forEach((name, array) -> {
            Tensor place = place(name, array, number);
            place.copy_(TorchMemory.share(array));
            carried.put(name, TorchMemory.fetch(place, device));
        });
        return carried;
    }

    private Tensor place(String name, INDArray array, int number) {
        List<Long> shape = new ArrayList<>();
        for (long size : array.shape()) {
            shape.add(size);
        }
        return places.computeIfAbsent(new Place(name, shape, number), key -> {
            Tensor place = torch.zeros(array.shape(), new TensorOptions(TorchMemory.scalarType(array.dataType())))
                    .pin_memory();
            place.retainReference();
            return place;
        });
    }

    @Override
    public void close() {
        places.values().forEach(Tensor::close);
        places.clear();
    }
}
