package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;

/** The same trial with different engines. */
class EngineTrainingTest {
    @TempDir
    private Path folder;

    @Test
    void libtorch_trainsToTheElboOfNd4j() throws Exception {
        TrainedTrial nd4j = train(EngineKind.ND4J, Precision.FP32);
        TrainedTrial libtorch = train(EngineKind.LIBTORCH, Precision.FP32);
        assertThat(libtorch.metrics().elbo()).isCloseTo(nd4j.metrics().elbo(), within(0.05));
        assertThat(libtorch.metrics().kl()).isCloseTo(nd4j.metrics().kl(), within(0.05));
        assertThat(libtorch.engine()).isEqualTo("libtorch 2.10.0 cpu fp32");
        assertThat(nd4j.engine()).isEqualTo("nd4j Cpu");
    }

    @Test
    void reducedPrecision_trainsToNearlyTheSameElbo() throws Exception {
        TrainedTrial full = train(EngineKind.LIBTORCH, Precision.FP32);
        TrainedTrial reduced = train(EngineKind.LIBTORCH, Precision.BF16);
        assertThat(reduced.metrics().elbo()).isCloseTo(full.metrics().elbo(), within(0.3));
        assertThat(reduced.engine()).isEqualTo("libtorch 2.10.0 cpu bf16");
    }

    private TrainedTrial train(EngineKind engine, Precision precision) throws Exception {
        TrialSpec base = Trials.spec(Trials.OPTIMIZATION);
        TrialSpec spec = new TrialSpec(
                base.data(), base.model(), base.optimization(), engine, precision, base.averaging(), base.seed());
        return Trials.train(spec, folder.resolve(engine.label() + precision.label()));
    }
}
