package org.skipsweep.models.check;

import java.util.Optional;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.libtorch.Launches;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.engine.libtorch.device.MatrixRate;
import org.skipsweep.models.trial.Precision;

/**
 * The best device that libtorch finds on this machine.
 *
 * @param device a GPU if one works, else the processor
 */
public record CheckedDevice(Device device) {
    private static final int GPU_MATRIX = 8192;
    private static final int CPU_MATRIX = 1024;

    /** That of this process. */
    public static CheckedDevice best() {
        return new CheckedDevice(LibtorchEngine.bestDevice());
    }

    /** Why libtorch does not work here at all; empty if it does. */
    public static Optional<String> problem() {
        return LibtorchEngine.problem(new Device.Cpu());
    }

    /** Whether it is one to which the processor gives kernels to run. */
    public boolean isGpu() {
        return device instanceof Device.Cuda;
    }

    /** Its name and how trainings of this process get to it. */
    public String inTraining() {
        return device + (isGpu() ? Launches.ofThisProcess().suffix() : "");
    }

    /** How fast it multiplies matrices, in FLOP/s, a multiply-add being 2 FLOP. */
    public double matrixRate(Precision precision) {
        return MatrixRate.measure(device, precision, isGpu() ? GPU_MATRIX : CPU_MATRIX);
    }

    /** Its name, as messages have it. */
    @Override
    public String toString() {
        return device.toString();
    }
}
