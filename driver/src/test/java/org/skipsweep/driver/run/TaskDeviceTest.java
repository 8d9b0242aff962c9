package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.trial.EngineKind;

class TaskDeviceTest {
    private static Map<String, ResourceInformation> gpu(String... addresses) {
        return Map.of("gpu", new ResourceInformation("gpu", addresses));
    }

    @Test
    void address_isThatOfTheGpu_whateverTheShare() {
        assertThat(TaskDevice.assigned(gpu("3"))).contains(new Device.Cuda(3));
        assertThat(TaskDevice.assigned(gpu("1:0"))).contains(new Device.Cuda(1));
        assertThat(TaskDevice.assigned(gpu("0:1"))).contains(new Device.Cuda(0));
    }

    @Test
    void nothingAssigned_noGpu() {
        assertThat(TaskDevice.assigned(Map.of())).isEmpty();
        assertThat(TaskDevice.assigned(gpu())).isEmpty();
    }

    @Test
    void otherAddress_isRefused() {
        assertThatThrownBy(() -> TaskDevice.assigned(gpu("GPU-8f3a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "Spark assigned the GPU with address \"GPU-8f3a\"; expected the number of a GPU");
    }

    @Test
    void assignedGpuThatCannotBeUsed_isRefusedToLibtorch_andSaidOfOthers() {
        Device none = new Device.Cuda(99);
        assertThatThrownBy(() -> TaskDevice.of(none, EngineKind.LIBTORCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Spark assigned the GPU cuda:99 to this trial, but libtorch")
                .hasMessageContaining("engine = auto");
        assertThat(TaskDevice.of(none, EngineKind.AUTO))
                .isEqualTo(new TaskDevice(new Device.Cpu(), " (on the processor, cuda:99 unused)"));
    }
}
