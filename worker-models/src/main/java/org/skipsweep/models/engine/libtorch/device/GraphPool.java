package org.skipsweep.models.engine.libtorch.device;

import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.cuda.DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair;

/**
 * Number of a part of a GPU's memory that libtorch gives to recorded work alone: a CUDA graph writes to the addresses that it
 * had, so nothing else may get them. Graphs that run one after the other and leave nothing behind share a pool.
 *
 * @param number unlike those of all other pools of this process
 */
record GraphPool(long number) {
    /** libtorch numbers its own pools from 1 in one half of the pair and has 0 in the other. */
    private static final long OURS = 0x736b6970L;

    private static final AtomicLong LAST = new AtomicLong();

    /** A pool that nobody has. */
    static GraphPool next() {
        return new GraphPool(LAST.incrementAndGet());
    }

    /** The pair of numbers by which libtorch knows the pool; JavaCPP's name for the type is that of another pair. */
    DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair id() {
        return new DeviceAssertionsDataVectorCUDAKernelLaunchInfoVectorPair(new LongPointer(OURS, number));
    }
}
