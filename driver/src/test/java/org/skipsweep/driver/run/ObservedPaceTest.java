package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.store.Execution;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.store.TrialProvenance;
import org.skipsweep.driver.store.TrialResult;
import org.skipsweep.driver.sweep.estimate.PlanEstimate;
import org.skipsweep.driver.sweep.estimate.TrialEstimate;
import org.skipsweep.driver.sweep.plan.Software;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.check.CoreSpeed;
import org.skipsweep.models.trial.ModelFamily;

class ObservedPaceTest {
    private static final CoreSpeed SPEED = CoreSpeed.TYPICAL;
    /** Evaluating takes longer than training. */
    private static final Trial EVALUATED = Samples.trial(1, "test-examples", 1_000_000);

    @BeforeEach
    void processorIsKnown() {
        assumeThat(Software.processor()).isNotEqualTo(Software.UNKNOWN);
    }

    /** A trial whose steps took so many times what is estimated. */
    private static TrialResult trained(Trial trial, double times, Optional<String> gpu, String processor) {
        double examples = 10 * Samples.METRICS.trainExamples();
        double seconds = times * TrialEstimate.trainingSeconds(trial.spec(), SPEED);
        TrialProvenance here = new TrialProvenance("abc", Map.of(), "Linux", processor, gpu, "nd4j Cpu", "host");
        Execution execution = new Execution(1, examples / seconds, "nd4j", "host/0", 1, Optional.of(here));
        return new TrialResult.Done(trial, execution, Optional.of(Samples.METRICS), Optional.empty());
    }

    private static TrialResult trained(Trial trial, double times) {
        return trained(trial, times, Optional.empty(), Software.processor());
    }

    @Test
    void trainingAsEstimated_isOne_howeverLongEvaluationTakes() {
        TrialEstimate whole = TrialEstimate.of(EVALUATED.spec(), SPEED);
        assertThat(whole.seconds()).isGreaterThan(2 * TrialEstimate.trainingSeconds(EVALUATED.spec(), SPEED));
        ObservedPace pace = ObservedPace.of(List.of(trained(EVALUATED, 1)), SPEED);
        assertThat(pace.likely(List.of(EVALUATED))).singleElement().satisfies(factor -> assertThat(factor)
                .isCloseTo(1, within(1e-9)));
    }

    @Test
    void slowerTraining_lengthensTheWholePrediction_evaluationIncluded() {
        Trial other = Samples.trial(3);
        ObservedPace pace = ObservedPace.of(List.of(trained(EVALUATED, 2), trained(Samples.trial(2), 4)), SPEED);
        assertThat(pace.factors()).containsOnlyKeys(ModelFamily.MLP_VAE);
        double training = TrialEstimate.trainingSeconds(other.spec(), SPEED);
        double start = TrialEstimate.START_SECONDS;
        double twice = (start + 2 * training) / (start + training);
        double fourTimes = (start + 4 * training) / (start + training);
        List<Trial> trials = List.of(EVALUATED, other);
        assertThat(pace.least(trials)).allSatisfy(factor -> assertThat(factor).isCloseTo(twice, within(1e-9)));
        assertThat(pace.most(trials)).allSatisfy(factor -> assertThat(factor).isCloseTo(fourTimes, within(1e-9)));
        PlanEstimate estimate = PlanEstimate.of(Samples.plan(EVALUATED, other), 1, SPEED);
        assertThat(estimate.longer(pace.likely(trials)).seconds())
                .isCloseTo(estimate.seconds() * (twice + fourTimes) / 2, within(1e-6));
    }

    @Test
    void otherProcessors_andGpus_tellNothing() {
        ObservedPace pace = ObservedPace.of(
                List.of(
                        trained(EVALUATED, 2, Optional.of("a GPU"), Software.processor()),
                        trained(EVALUATED, 2, Optional.empty(), "another processor"),
                        Samples.done(EVALUATED),
                        Samples.failed(EVALUATED)),
                SPEED);
        assertThat(pace).isEqualTo(ObservedPace.NONE);
        assertThat(pace.least(List.of(EVALUATED))).containsExactly(1 / TrialEstimate.SPREAD);
        assertThat(pace.likely(List.of(EVALUATED))).containsExactly(1.0);
        assertThat(pace.most(List.of(EVALUATED))).containsExactly(TrialEstimate.SPREAD);
    }
}
