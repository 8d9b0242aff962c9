package org.skipsweep.models.engine.libtorch.device;

import java.util.function.Supplier;
import org.bytedeco.pytorch.DeviceGuardImplInterface;
import org.bytedeco.pytorch.Stream;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.skipsweep.models.engine.Device;

/** A queue of work on a device: what is in one runs in order, several run side by side. */
public interface DeviceStream {

    /** Does {@code work}, whose calls queue up here. */
    <T> T run(Supplier<T> work);

    /** Waits until all that has queued up is done. */
    void await();

    /** A stream of its own on a GPU; the processor has none. */
    static DeviceStream on(Device device) {
        if (device instanceof Device.Cpu) {
            return new Direct();
        }
        DeviceGuardImplInterface gpu = torch.getDeviceGuardImpl(DeviceType.CUDA);
        return new Queue(gpu, gpu.getStreamFromGlobalPool(TorchMemory.device(device)));
    }

    /** Calls that return when they are done. */
    record Direct() implements DeviceStream {
        @Override
        public <T> T run(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void await() {
            // Nothing is ever left to wait for.
        }
    }

    /**
     * A stream of a GPU.
     *
     * @param gpu libtorch's way to exchange streams
     * @param stream the stream
     */
    record Queue(DeviceGuardImplInterface gpu, Stream stream) implements DeviceStream {
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
        public void await() {
            gpu.synchronizeStream(stream);
        }
    }
}
