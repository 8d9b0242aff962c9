package org.skipsweep.models.engine.libtorch.device;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.trial.Precision;

/** How fast libtorch multiplies matrices on a device: what training can be held against. */
public final class MatrixRate {
    private static final int RUNS = 7;
    private static final double NANOS = 1e9;

    private MatrixRate() {}

    /**
     * Measures the product of two square matrices, on as many threads as libtorch has.
     *
     * @param device where; libtorch must work there
     * @param precision of both factors and of the product
     * @param size rows and columns of the matrices
     * @return FLOP/s, a multiply-add being 2 FLOP; the median of {@value #RUNS} runs
     */
    public static double measure(Device device, Precision precision, int size) {
        double[] seconds = new double[RUNS];
        TorchScope.releasing(() -> TorchScope.silently(() -> {
            Tensor factor = factor(device, precision, size);
            multiply(factor, device);
            for (int i = 0; i < RUNS; i++) {
                seconds[i] = multiply(factor, device);
            }
            return seconds;
        }));
        Arrays.sort(seconds);
        return 2.0 * size * size * size / seconds[RUNS / 2];
    }

    private static Tensor factor(Device device, Precision precision, int size) {
        ScalarType type =
                switch (precision) {
                    case FP32 -> ScalarType.Float;
                    case BF16 -> ScalarType.BFloat16;
                };
        // GPUs multiply zeros, and other values that need little power, faster than what training has.
        Tensor values = torch.arange(new Scalar((double) size * size), new TensorOptions(ScalarType.Float))
                .sin();
        return TorchMemory.on(values.reshape(size, size).to(type), device);
    }

    /** Seconds of one product. */
    private static double multiply(Tensor factor, Device device) {
        await(device);
        long start = System.nanoTime();
        torch.mm(factor, factor).close();
        await(device);
        return (System.nanoTime() - start) / NANOS;
    }

    private static void await(Device device) {
        if (device instanceof Device.Cuda gpu) {
            torch.cuda_synchronize(gpu.index());
        }
    }
}
