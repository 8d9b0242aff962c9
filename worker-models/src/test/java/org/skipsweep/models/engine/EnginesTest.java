package org.skipsweep.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.engine.libtorch.ChildJvm;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;

class EnginesTest {
    @Test
    void auto_takesLibtorchWhereItWorks() {
        assertThat(Engines.of(EngineKind.AUTO, Precision.FP32, new Device.Cpu()).description())
                .isEqualTo(Engines.of(EngineKind.LIBTORCH, Precision.FP32, new Device.Cpu())
                        .description())
                .matches("libtorch 2\\.10\\.0 cpu fp32");
        assertThat(Engines.of(EngineKind.AUTO, Precision.BF16, new Device.Cpu()).description())
                .endsWith("bf16");
        assertThat(Engines.of(EngineKind.ND4J, Precision.FP32, new Device.Cpu()).description())
                .isEqualTo("nd4j Cpu");
    }

    @Test
    void nd4jInReducedPrecision_isRefused() {
        assertThatThrownBy(() -> Engines.of(EngineKind.ND4J, Precision.BF16, new Device.Cpu()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("precision = bf16 needs engine = libtorch; nd4j computes in fp32 only");
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineKind.class,
            names = {"LIBTORCH", "AUTO"})
    void missingGpu_isRefused(EngineKind kind) {
        assertThatThrownBy(() -> Engines.of(kind, Precision.FP32, new Device.Cuda(99)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("engine = libtorch does not work here: libtorch sees ")
                .hasMessageEndingWith(" here, so there is no cuda:99");
    }

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void parameterWithoutAnArray_isRefusedByEveryEngine(EngineKind kind) {
        LossGraph graph = TestModels.graph(TestModels.VAE);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 2);
        parameters.remove("encoder.1.bias");

        assertThatThrownBy(
                        () -> Engines.of(kind, Precision.FP32, new Device.Cpu()).compile(graph, parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter encoder.1.bias needs an array of shape [5] but got none");
    }

    @Test
    void withoutLibtorchsBinaries_autoTakesNd4jAndLibtorchIsRefused() throws Exception {
        String missing = "there is no libtorch for linux-x86_64 on the class path: add org.bytedeco:pytorch with that"
                + " classifier";
        assertThat(ChildJvm.without("pytorch-[^/]*-linux-[^/]*\\.jar", EnginesTest.class)
                        .output()
                        .lines())
                .containsExactly(
                        "nd4j Cpu",
                        "engine = libtorch does not work here: " + missing,
                        "precision = bf16 needs engine = libtorch; nd4j computes in fp32 only, and engine = auto has no"
                                + " other: " + missing);
    }

    @Test
    void devices_haveNames() {
        assertThat(Device.of("cpu")).isEqualTo(new Device.Cpu()).hasToString("cpu");
        assertThat(Device.of("cuda")).isEqualTo(new Device.Cuda(0));
        assertThat(Device.of("cuda:3")).isEqualTo(new Device.Cuda(3)).hasToString("cuda:3");
        assertThatThrownBy(() -> Device.of("tpu")).hasMessage("\"tpu\" is not a device: cpu, cuda or cuda:N");
        assertThatThrownBy(() -> new Device.Cuda(-1)).hasMessage("a GPU's number must be at least 0 but is -1");
    }

    /** Prints what is chosen where libtorch is missing. */
    public static void main(String[] arguments) {
        System.out.println(
                Engines.of(EngineKind.AUTO, Precision.FP32, new Device.Cpu()).description());
        printRefusal(EngineKind.LIBTORCH, Precision.FP32);
        printRefusal(EngineKind.AUTO, Precision.BF16);
    }

    private static void printRefusal(EngineKind kind, Precision precision) {
        try {
            Engines.of(kind, precision, new Device.Cpu());
            System.out.println("not refused");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
