package org.skipsweep.driver.run;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.trial.EngineKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a task computes.
 *
 * @param device where libtorch does
 * @param remark what is to be said of it wherever the trial's executor is named: that a GPU was assigned in vain; else empty
 */
record TaskDevice(Device device, String remark) {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDevice.class);
    private static final String GPU = "gpu";
    /** The number of a GPU or, where several tasks use one, of a GPU and of a share of it. */
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,4})(?::\\d{1,4})?");

    /**
     * The GPU that Spark assigned to this task or, where Spark assigns none, the first one that this process can use, else
     * the processor.
     *
     * @throws IllegalArgumentException if a GPU was assigned that cannot be used, and {@code engine} is one that would use it
     */
    static TaskDevice ofThisTask(EngineKind engine) {
        return assigned(TaskContext.get().resourcesJMap())
                .map(gpu -> of(gpu, engine))
                .orElseGet(() -> new TaskDevice(unassigned(engine), ""));
    }

    /** ND4J needs no libtorch, so that is not even loaded. */
    private static Device unassigned(EngineKind engine) {
        return engine == EngineKind.ND4J ? new Device.Cpu() : Engines.bestDevice();
    }

    /** What becomes of an assigned GPU; throws as {@link #ofThisTask}. */
    static TaskDevice of(Device gpu, EngineKind engine) {
        if (engine == EngineKind.ND4J) {
            return Nd4j.getEnvironment().isCPU()
                    ? unused(gpu, "engine = nd4j computes on the processor here")
                    : new TaskDevice(gpu, "");
        }
        Optional<String> problem = Engines.problem(gpu);
        if (problem.isPresent() && engine == EngineKind.LIBTORCH) {
            throw new IllegalArgumentException("Spark assigned the GPU " + gpu + " to this trial, but " + problem.get()
                    + "; use executors that can use their GPUs, or engine = auto to compute on their processors");
        }
        return problem.map(reason -> unused(gpu, reason)).orElseGet(() -> new TaskDevice(gpu, ""));
    }

    private static TaskDevice unused(Device gpu, String reason) {
        LOG.warn("the GPU {} that Spark assigned is not used: {}", gpu, reason);
        return new TaskDevice(new Device.Cpu(), " (on the processor, " + gpu + " unused)");
    }

    /**
     * The GPU among resources of a task.
     *
     * @throws IllegalStateException if its address is neither a number nor a number and a share, {@code 0:1}
     */
    static Optional<Device> assigned(Map<String, ResourceInformation> resources) {
        if (!resources.containsKey(GPU) || resources.get(GPU).addresses().length == 0) {
            return Optional.empty();
        }
        String address = resources.get(GPU).addresses()[0];
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new IllegalStateException(
                    "Spark assigned the GPU with address \"" + address
                            + "\"; expected the number of a GPU, or that and a share of it, as cluster/gpu/discover prints them");
        }
        return Optional.of(new Device.Cuda(Integer.parseInt(matcher.group(1))));
    }
}
