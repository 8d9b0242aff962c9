package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.driver.sweep.plan.Trial;

class TrialMemoryTest {
    private static final String OPTIONS = "spark.executor.extraJavaOptions";

    private static SparkConf cluster() {
        return new SparkConf(false).set("spark.master", "spark://host:7077");
    }

    @Test
    void executors_haveTheirHeapAndWhatIsBesideIt() {
        assertThat(TrialMemory.of(
                                cluster().set("spark.executor.memory", "2g").set("spark.executor.memoryOverhead", "2g"))
                        .bytes())
                .isEqualTo(4L << 30);
        assertThat(TrialMemory.of(cluster()).bytes()).isEqualTo((1024L + 384) << 20);
        assertThat(TrialMemory.of(cluster().set("spark.executor.memory", "10g")).bytes())
                .isEqualTo(11L << 30);
    }

    @Test
    void thisMachine_hasWhatItHas() {
        assertThat(TrialMemory.of(new SparkConf(false).set("spark.master", "local[2]"))
                        .bytes())
                .isGreaterThan(1L << 30);
    }

    @Test
    void limitOfExecutors_followsTheirMemory_unlessItIsSet() {
        SparkConf open = cluster().set("spark.executor.memory", "2g").set(OPTIONS, "-Done=1");
        TrialMemory.limitExecutors(open);
        assertThat(open.get(OPTIONS)).isEqualTo("-Done=1 -Dorg.bytedeco.javacpp.maxphysicalbytes=2550136832");

        SparkConf set = cluster().set(OPTIONS, "-Dorg.bytedeco.javacpp.maxphysicalbytes=4g");
        TrialMemory.limitExecutors(set);
        assertThat(set.get(OPTIONS)).isEqualTo("-Dorg.bytedeco.javacpp.maxphysicalbytes=4g");

        SparkConf embedded = new SparkConf(false).set("spark.master", "local[2]");
        TrialMemory.limitExecutors(embedded);
        assertThat(embedded.contains(OPTIONS)).isFalse();
    }

    @Test
    void trialThatCannotFit_isRefused_withBothNumbers() {
        TrialMemory memory = new TrialMemory(4_000_000_000L, "spark.executor.memory and more");
        List<Trial> trials = List.of(Samples.trial(1), Samples.trial(2));
        List<TrialEstimate> estimates = List.of(new TrialEstimate(1, 1, 1, 3.9e9), new TrialEstimate(1, 1, 1, 5.25e9));
        assertThatThrownBy(() -> memory.require(
                        trials, estimates, trial -> "seed " + trial.spec().seed()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "1 trial is too big for the memory here: seed 2 needs about 5,250 MB, but there are 4,000 MB"
                                + " (spark.executor.memory and more); make batch-size, hidden-units or train-examples smaller,"
                                + " or allow more memory");
        memory.require(trials.subList(0, 1), estimates.subList(0, 1), Trial::id);
    }
}
