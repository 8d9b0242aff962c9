package org.skipsweep.driver.run;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.choice.Engines;

/** Where a task computes. */
final class TaskDevice {
    private static final String GPU = "gpu";

    private TaskDevice() {}

    /**
     * The GPU that Spark assigned to this task or, where Spark assigns none, the first one that this process can use, else
     * the processor.
     */
    static Device ofThisTask() {
        return of(TaskContext.get().resourcesJMap()).orElseGet(Engines::bestDevice);
    }

    /**
     * The GPU among resources of a task.
     *
     * @throws IllegalStateException if its address is no number
     */
    static Optional<Device> of(Map<String, ResourceInformation> resources) {
        if (!resources.containsKey(GPU) || resources.get(GPU).addresses().length == 0) {
            return Optional.empty();
        }
        String address = resources.get(GPU).addresses()[0];
        if (!address.matches("\\d{1,4}")) {
            throw new IllegalStateException("Spark assigned the GPU with address \"" + address
                    + "\"; expected the number of a GPU, as its discovery script prints them");
        }
        return Optional.of(new Device.Cuda(Integer.parseInt(address)));
    }
}
