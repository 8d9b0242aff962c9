package org.skipsweep.models.engine.libtorch;

import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.PreloadedBlas;
import org.skipsweep.models.engine.libtorch.device.GpuMemory;
import org.skipsweep.models.engine.libtorch.device.TorchLibraries;
import org.skipsweep.models.trial.Precision;

/**
 * Runs graphs on libtorch, on the processor or on a GPU.
 *
 * <p>On the processor, parameters are read and gradients written where Deeplearning4j keeps them. {@code evaluate} always
 * computes in the precision of the parameters; {@code gradient} in the engine's.
 */
public final class LibtorchEngine implements Engine {
    private final Device device;
    private final Precision precision;
    private final Launches launches;

    /** An engine that gets passes to the device as {@link Launches#ofThisProcess this process was told}. */
    public LibtorchEngine(Device device, Precision precision) {
        this(device, precision, Launches.ofThisProcess());
    }

    /**
     * @param device where to compute
     * @param precision precision of gradients
     * @param launches how passes get to a GPU while it trains; the processor computes call by call
     * @throws IllegalStateException if libtorch, or the device, cannot be used here; the message says why
     */
    public LibtorchEngine(Device device, Precision precision, Launches launches) {
        problem(device).ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        this.device = device;
        this.precision = precision;
        this.launches = launches;
    }

    /** Why an engine on {@code device} would not work in this process, for people to read; empty if it would. */
    public static Optional<String> problem(Device device) {
        return TorchLibraries.problem().or(() -> {
            int gpus = visibleGpus();
            return device instanceof Device.Cuda gpu && gpu.index() >= gpus
                    ? Optional.of("libtorch sees " + (gpus == 0 ? "no GPU" : gpus + " GPUs") + " here, so there is no "
                            + device)
                    : Optional.empty();
        });
    }

    private static int visibleGpus() {
        return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
    }

    /** Number of GPUs that libtorch sees in this process; 0 if it cannot be used. */
    public static int gpus() {
        return TorchLibraries.problem().isPresent() ? 0 : visibleGpus();
    }

    /** The first GPU if there is one that works, else the processor. */
    public static Device bestDevice() {
        Device gpu = new Device.Cuda(0);
        return problem(gpu).isEmpty() ? gpu : new Device.Cpu();
    }

    /** Where it computes. */
    public Device device() {
        return device;
    }

    @Override
    public String description() {
        String how = device instanceof Device.Cpu ? PreloadedBlas.suffix() : launches.suffix();
        return "libtorch " + TorchLibraries.version() + " " + device + " " + precision.label() + how;
    }

    @Override
    public ParameterMemory memory(HostMemory host) {
        return device instanceof Device.Cpu ? host : new GpuMemory(host, device);
    }

    @Override
    public Evaluator compile(LossGraph graph, ParameterMemory memory) {
        graph.requireArrays(memory.arrays());
        return new LibtorchEvaluator(graph, memory, device, precision, launches);
    }
}
