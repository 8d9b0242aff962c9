package org.skipsweep.models.engine.libtorch.device;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;

/** Passes values between ND4J's arrays and tensors. */
public final class TorchMemory {
    private TorchMemory() {}

    /** A tensor on the array's own memory, which must outlive it: each sees what is written through the other. */
    public static Tensor share(INDArray array) {
        Pointer memory = array.data().addressPointer();
        return torch.from_blob(memory, array.shape(), array.stride(), new TensorOptions(scalarType(array.dataType())));
    }

    /** A copy on a device. */
    public static Tensor copy(Tensor tensor, Device device) {
        return tensor.to(device(device), tensor.scalar_type(), false, true, new MemoryFormatOptional());
    }

    /** The tensor itself if it is on the device, else a copy there. */
    public static Tensor on(Tensor tensor, Device device) {
        return tensor.to(device(device), tensor.scalar_type(), false, false, new MemoryFormatOptional());
    }

    /** Arrays as tensors on the device; on the processor they share the arrays' memory. */
    public static Map<String, Tensor> on(Map<String, INDArray> arrays, Device device) {
        Map<String, Tensor> tensors = new HashMap<>();
        arrays.forEach((name, array) -> tensors.put(name, on(share(array), device)));
        return tensors;
    }

    public static ScalarType scalarType(DataType dataType) {
        if (dataType == DataType.INT32) {
            return ScalarType.Int;
        }
        if (dataType == DataType.INT64) {
            return ScalarType.Long;
        }
        return switch (dataType) {
            case FLOAT -> ScalarType.Float;
            case DOUBLE -> ScalarType.Double;
            case BOOL -> ScalarType.Bool;
            default -> throw new IllegalArgumentException("the libtorch engine has no arrays of type " + dataType);
        };
    }

    static DataType dataType(ScalarType scalarType) {
        return switch (scalarType.intern()) {
            case Float -> DataType.FLOAT;
            case Double -> DataType.DOUBLE;
            case Bool -> DataType.BOOL;
            case Int -> DataType.INT32;
            case Long -> DataType.INT64;
            default -> throw new IllegalArgumentException("there is no ND4J array for values of type " + scalarType);
        };
    }

    static org.bytedeco.pytorch.Device device(Device device) {
        if (device instanceof Device.Cuda gpu) {
            return new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) gpu.index());
        }
        return new org.bytedeco.pytorch.Device(DeviceType.CPU);
    }
}
