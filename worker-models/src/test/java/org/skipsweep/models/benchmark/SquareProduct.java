package org.skipsweep.models.benchmark;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;
import org.skipsweep.models.trial.Precision;

/** The product of a large square matrix with itself: what is called the machine's rate of matrix products is that of these. */
public final class SquareProduct implements AutoCloseable {
    private static final int SIZE = 1024;
    /** Additions and multiplications of one. */
    public static final double OPERATIONS = 2.0 * SIZE * SIZE * SIZE;

    private final Tensor matrix;

    /** @param precision of the numbers that are multiplied */
    public SquareProduct(Precision precision) {
        Tensor single = TorchMemory.share(Nd4j.rand(DataType.FLOAT, SIZE, SIZE));
        this.matrix = precision == Precision.BF16 ? single.to(torch.ScalarType.BFloat16) : single.clone();
    }

    /** Makes one. */
    public void multiply() {
        torch.mm(matrix, matrix).close();
    }

    @Override
    public void close() {
        matrix.close();
    }
}
