package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Precision;

/** Steps in a virtual machine of its own, whose heap is too large to be collected while they run. */
class LibtorchMemoryTest {
    private static final int LATENT = 32;
    private static final MlpVae MODEL = new MlpVae(100, LATENT, 2, 64, true, false);
    private static final int BATCH = 50;
    private static final int WARM_UP = 1000;
    private static final int STEPS = 4000;

    @Test
    void manySteps_residentMemoryStaysFlat() throws Exception {
        String grown = new ChildJvm(LibtorchMemoryTest.class, "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch").output();
        long oneArrayEachStep = (long) STEPS * BATCH * LATENT * Short.BYTES;
        assertThat(Long.parseLong(grown.strip())).isLessThan(oneArrayEachStep);
    }

    /** Prints by how many bytes resident memory grew after the warm-up. */
    public static void main(String[] arguments) {
        LossGraph graph = TestModels.graph(MODEL);
        Map<String, INDArray> parameters = TestModels.parameters(graph, 1);
        parameters.values().forEach(array -> array.muli(0.1));
        Map<String, INDArray> gradients = TestModels.zeros(graph);
        Map<String, INDArray> inputs = TestModels.inputs(MODEL, BATCH, 1);
        long before = 0;
        try (Evaluator evaluator = new LibtorchEngine(new Device.Cpu(), Precision.BF16).compile(graph, parameters)) {
            for (int step = 0; step < WARM_UP + STEPS; step++) {
                if (step == WARM_UP) {
                    before = Pointer.physicalBytes();
                }
                evaluator.gradient(inputs, gradients, List.of(Elbo.LOSS));
                evaluator.evaluate(inputs, List.of(Elbo.LOSS, Elbo.KL));
            }
        }
        System.out.println(Pointer.physicalBytes() - before);
    }
}
