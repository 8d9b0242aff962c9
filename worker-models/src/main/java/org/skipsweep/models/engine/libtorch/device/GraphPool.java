package org.skipsweep.models.engine.libtorch.device;

import java.util.UUID;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.cuda.CUDAAllocator;
import org.bytedeco.pytorch.cuda.DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair;
import org.bytedeco.pytorch.cuda.StreamFilter;
import org.bytedeco.pytorch.global.torch_cuda;

/**
 * A part of a GPU's memory that libtorch gives to recorded work alone: a CUDA graph writes to the addresses that it had, so
 * nothing else may get them. Graphs that run one after the other and leave nothing behind share a pool. libtorch does not let
 * a pool be used again that nobody held, so it is held from its first use to {@link #close}.
 */
final class GraphPool implements AutoCloseable {
    private final byte device;
    private final UUID name = UUID.randomUUID();
    private boolean held;

    /** @param device number of the GPU */
    GraphPool(byte device) {
        this.device = device;
    }

    /** Does {@code work}, which has its memory from here on streams that the filter lets through. */
    void during(StreamFilter filter, Runnable work) {
        CUDAAllocator allocator = torch_cuda.getAllocator();
        if (!held) {
            allocator.createOrIncrefPool(device, id());
            held = true;
        }
        allocator.beginAllocateToPool(device, id(), filter);
        try {
            work.run();
        } finally {
            allocator.endAllocateToPool(device, id());
            allocator.releasePool(device, id());
        }
    }

    /** The pair of numbers by which libtorch knows the pool; JavaCPP's name for the type is that of another pair. */
    private DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair id() {
        return new DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair(
                new LongPointer(name.getMostSignificantBits(), name.getLeastSignificantBits()));
    }

    /** Gives the memory back; all graphs must be closed. */
    @Override
    public void close() {
        if (held) {
            torch_cuda.getAllocator().releasePool(device, id());
            held = false;
        }
    }
}
