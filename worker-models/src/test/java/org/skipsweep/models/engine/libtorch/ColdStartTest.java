package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Precision;

/** The first start on a machine, where JavaCPP's cache of native libraries is empty. */
class ColdStartTest {
    @TempDir
    private Path cache;

    @Test
    void twoVirtualMachinesOnOneEmptyCache_bothCompute() throws Exception {
        String option = "-Dorg.bytedeco.javacpp.cachedir=" + cache;
        ChildJvm first = new ChildJvm(ColdStartTest.class, option);
        ChildJvm second = new ChildJvm(ColdStartTest.class, option);
        String loss = first.output();
        assertThat(Double.parseDouble(loss)).isFinite();
        assertThat(second.output()).isEqualTo(loss);
    }

    /** Prints a loss computed by libtorch. */
    public static void main(String[] arguments) {
        Engine engine = new LibtorchEngine(new Device.Cpu(), Precision.FP32);
        LossGraph graph = TestModels.graph(TestModels.SKIP);
        Map<String, INDArray> inputs = TestModels.inputs(TestModels.SKIP, 4, 1);
        try (Evaluator evaluator = engine.compile(graph, TestModels.parameters(graph, 1))) {
            System.out.println(evaluator
                    .evaluate(inputs, List.of(Elbo.LOSS))
                    .get(Elbo.LOSS)
                    .getDouble(0));
        }
    }
}
