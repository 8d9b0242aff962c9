package org.skipsweep.models.engine.choice;

import java.util.Optional;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which engine a trial gets. */
public final class Engines {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

    private Engines() {}

    /**
     * The engine that was asked for; {@code auto} takes libtorch if it works here, else ND4J, and says why in the log.
     *
     * @param device where libtorch computes
     * @throws IllegalArgumentException if the engine cannot be had, not in this precision or not on this device
     */
    public static Engine of(EngineKind kind, Precision precision, Device device) {
        return switch (kind) {
            case ND4J -> nd4j(precision, "");
            case LIBTORCH -> libtorch(precision, device);
            case AUTO -> LibtorchEngine.problem(new Device.Cpu())
                    .map(problem -> {
                        LOG.warn("engine = auto takes nd4j: {}", problem);
                        return nd4j(precision, ", and engine = auto has no other: " + problem);
                    })
                    .orElseGet(() -> libtorch(precision, device));
        };
    }

    /** The first GPU that this process can use or, without one, the processor. */
    public static Device bestDevice() {
        return LibtorchEngine.bestDevice();
    }

    /** Why libtorch cannot compute on {@code device} in this process, for people to read; empty if it can. */
    public static Optional<String> problem(Device device) {
        return LibtorchEngine.problem(device);
    }

    private static Engine libtorch(Precision precision, Device device) {
        Optional<String> problem = LibtorchEngine.problem(device);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("engine = libtorch does not work here: " + problem.get());
        }
        return new LibtorchEngine(device, precision);
    }

    private static Engine nd4j(Precision precision, String reason) {
        if (precision != Precision.FP32) {
            throw new IllegalArgumentException("precision = " + precision.label()
                    + " needs engine = libtorch; nd4j computes in fp32 only" + reason);
        }
        return new Nd4jEngine();
    }
}
