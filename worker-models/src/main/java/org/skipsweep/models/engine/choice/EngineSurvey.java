package org.skipsweep.models.engine.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;

/**
 * Which engines work in this process.
 *
 * @param engines every engine, once for each device
 * @param automatic what {@code engine = auto} takes in single precision, and why
 */
public record EngineSurvey(List<Entry> engines, String automatic) {

    /**
     * An engine on a device.
     *
     * @param name its description, or its name and device if it does not work
     * @param problem why it does not work; empty if it does
     */
    public record Entry(String name, Optional<String> problem) {}

    /** A copy of the list. */
    public EngineSurvey {
        engines = List.copyOf(engines);
    }

    /** Looks at ND4J, at libtorch on the processor and on every GPU; {@code cuda:0} is there even if there is no GPU. */
    public static EngineSurvey ofThisProcess() {
        List<Entry> engines = new ArrayList<>();
        engines.add(nd4j());
        Stream.concat(
                        Stream.of(new Device.Cpu()),
                        IntStream.range(0, Math.max(1, LibtorchEngine.gpus())).mapToObj(Device.Cuda::new))
                .forEach(device -> engines.add(libtorch(device)));
        return new EngineSurvey(engines, automatic(engines.get(0)));
    }

    private static Entry nd4j() {
        try {
            return new Entry(new Nd4jEngine().description(), Optional.empty());
        } catch (LinkageError | RuntimeException e) {
            return new Entry("nd4j", Optional.of("ND4J cannot be loaded: " + e));
        }
    }

    private static Entry libtorch(Device device) {
        Optional<String> problem = LibtorchEngine.problem(device);
        return problem.isPresent()
                ? new Entry("libtorch " + device, problem)
                : new Entry(new LibtorchEngine(device, Precision.FP32).description(), problem);
    }

    private static String automatic(Entry nd4j) {
        Optional<String> problem = LibtorchEngine.problem(new Device.Cpu());
        if (problem.isPresent() && nd4j.problem().isPresent()) {
            return "nothing: neither engine works";
        }
        String reason = problem.isPresent()
                ? "libtorch does not work"
                : LibtorchEngine.bestDevice() instanceof Device.Cuda
                        ? "libtorch works, and so does this GPU"
                        : "libtorch works, and there is no GPU for it";
        return Engines.of(EngineKind.AUTO, Precision.FP32, LibtorchEngine.bestDevice())
                        .description() + ": " + reason;
    }
}
