package org.skipsweep.models.engine.libtorch.device;

import java.util.function.Supplier;
import org.bytedeco.pytorch.DeviceGuardImplInterface;
import org.bytedeco.pytorch.Stream;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.skipsweep.models.engine.Device;

/** A queue of work on a device: what is in one runs in order, several run side by side. */
public interface DeviceStream extends AutoCloseable {

    /** Does {@code work}, whose calls queue up here. */
    <T> T run(Supplier<T> work);

    /**
     * Keeps work for repetition. To be called where {@link #run} calls it.
     *
     * @param work reads tensors and writes tensors that were there before and that stay; all that it makes, it releases. It
     *     has run here before, so that libtorch has prepared what it prepares once
     * @return the work, not yet done
     * @throws IllegalStateException if the work does what cannot be repeated, such as a branch on a value of the device
     */
    Recording record(Runnable work);

    /** Gives back what recordings needed; all of them must be closed. */
    @Override
    void close();

    /** Work that queues up again at each {@link #replay}, on the tensors that it had. */
    interface Recording extends AutoCloseable {
        /** Does the work once more. To be called where {@link DeviceStream#run} calls it. */
        void replay();

        @Override
        void close();
    }

    /** A stream of its own on a GPU; the processor has none. */
    static DeviceStream on(Device device) {
        if (device instanceof Device.Cpu) {
            return new Direct();
        }
        DeviceGuardImplInterface gpu = torch.getDeviceGuardImpl(DeviceType.CUDA);
        Stream stream = gpu.getStreamFromGlobalPool(TorchMemory.device(device));
        return new Queue(gpu, stream, new GraphPool(stream.device_index()));
    }

    /** Calls that return when they are done. */
    record Direct() implements DeviceStream {
        @Override
        public <T> T run(Supplier<T> work) {
            return work.get();
        }

        @Override
        public Recording record(Runnable work) {
            return new Repetition(work);
        }

        @Override
        public void close() {
            // Nothing is kept.
        }
    }

    /**
     * A stream of a GPU.
     *
     * @param gpu libtorch's way to exchange streams
     * @param stream the stream
     * @param pool where work that is recorded here has its intermediate results
     */
    record Queue(DeviceGuardImplInterface gpu, Stream stream, GraphPool pool) implements DeviceStream {
        @Override
        public <T> T run(Supplier<T> work) {
            Stream before = gpu.exchangeStream(stream);
            try {
                return work.get();
            } finally {
                gpu.exchangeStream(before).close();
                before.close();
            }
        }

        @Override
        public Recording record(Runnable work) {
            return CudaGraph.of(stream, pool, work);
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /**
     * Work that is done call by call each time.
     *
     * @param work the work
     */
    record Repetition(Runnable work) implements Recording {
        @Override
        public void replay() {
            work.run();
        }

        @Override
        public void close() {
            // Nothing is kept.
        }
    }
}
