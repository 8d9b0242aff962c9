package org.skipsweep.driver.sweep.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.driver.sweep.file.SweepFile;
import org.skipsweep.driver.sweep.file.SweepFiles;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.check.CoreSpeed;

class TrialEstimateTest {
    private static final CoreSpeed SPEED = new CoreSpeed(40e9, Double.POSITIVE_INFINITY);

    @TempDir
    private Path folder;

    private PlanEstimate estimate(String text) {
        return PlanEstimate.of(new SweepFiles(folder).plan(text), 2, SPEED);
    }

    @Test
    void parameters_areThoseOfTheModelSpec() {
        assertThat(estimate("grid { decoder-layers = [2, 3, 4], skip = [false, true] }")
                        .trials())
                .extracting(TrialEstimate::parameters)
                .containsExactly(1_669_492L, 1_721_716L, 1_932_148L, 2_010_484L, 2_194_804L, 2_299_252L);
        assertThat(estimate("grid { skip = [false, true] }\ntrial.hidden-units = 1024")
                        .trials())
                .extracting(TrialEstimate::parameters)
                .containsExactly(4_910_964L, 5_015_412L);
    }

    @Test
    void imageParameters_areThoseOfTheModelSpec() {
        assertThat(estimate("trial { model = image-vae, latent-dim = 20 }\n"
                                + "grid { decoder-layers = [1, 3, 6, 9], skip = [false, true] }")
                        .trials())
                .extracting(TrialEstimate::parameters)
                .containsExactly(281_465L, 297_930L, 327_033L, 377_514L, 395_385L, 496_890L, 463_737L, 616_266L);
        assertThat(estimate("trial { model = image-vae, decoder-layers = 9 }\n"
                                + "grid { latent-dim = [2, 10, 50, 100], skip = [false, true] }")
                        .trials())
                .extracting(TrialEstimate::parameters)
                .containsExactly(428_853L, 454_374L, 444_357L, 526_326L, 521_877L, 886_086L, 618_777L, 1_335_786L);
    }

    @Test
    void imageTraining_costsWhatTheModelSpecSays() {
        String one = "trial { model = image-vae, latent-dim = 20, epochs = 1, train-examples = 1000000,"
                + " validation-examples = 1, test-examples = 2 }\n";
        List<TrialEstimate> trials = estimate(one + "grid { decoder-layers = [1, 3, 6, 9], skip = [false, true] }")
                .trials();
        double[] expected = {0.34, 0.34, 0.55, 0.55, 0.87, 0.87, 1.19, 1.21};
        for (int i = 0; i < expected.length; i++) {
            assertThat(trials.get(i).flops() / 1e15).isCloseTo(expected[i], Offset.offset(0.015));
        }
    }

    @Test
    void largestImageTrial_fitsIntoThreeGigabytes() {
        TrialEstimate trial = estimate("trial { model = image-vae, latent-dim = 20, decoder-layers = 9, skip = true }")
                .trials()
                .get(0);
        assertThat(trial.memoryBytes()).isBetween(1.5e9, 3e9);
    }

    /**
     * Largest resident size in MB of a process that trained and measured this trial on minibatches of 32 sentences of one length,
     * by that length: with 10 refinement steps at 52, with 1 at 102 and 202.
     */
    @ParameterizedTest
    @CsvSource({"50, 1548", "100, 1827", "200, 2573"})
    void fullSizeRefinement_takesTheMemoryThatWasMeasured(int words, double megabytes) {
        TrialEstimate trial = estimate(
                        "trial { dataset = yahoo, model = lstm-vae, skip = true, inference = semi-amortised, latent-dim = 32,"
                                + " hidden-units = 1024, embedding-units = 512, batch-size = 32, first-words = " + words
                                + " }")
                .trials()
                .get(0);
        assertThat(trial.parameters()).isEqualTo(54_451_841);
        assertThat(trial.memoryBytes() / 1e6).isCloseTo(megabytes, Percentage.withPercentage(20));
    }

    private TrialEstimate inferred(String settings) {
        return estimate("trial { dataset = yahoo, model = lstm-vae, " + settings + " }")
                .trials()
                .get(0);
    }

    @Test
    void differencesThatKeepVectors_takeTheirMemory() {
        TrialEstimate amortised = inferred("inference = amortised");
        TrialEstimate central = inferred("inference = semi-amortised, svi.steps = 7");
        assertThat(central.memoryBytes()).isEqualTo(amortised.memoryBytes());
        for (String settings : List.of("svi.difference = forward", "svi.mode = faithful")) {
            TrialEstimate keeping = inferred("inference = semi-amortised, svi.steps = 7, " + settings);
            assertThat(keeping.memoryBytes() - central.memoryBytes()).isEqualTo(7 * 4.0 * keeping.parameters());
        }
    }

    @Test
    void trainingStep_costsThreeForwardPasses_ofTwoFlopPerMultiplyAdd() {
        PlanEstimate one = estimate(
                "trial { epochs = 1, train-examples = 1, validation-examples = 1, test-examples = 2, latent-dim = 1,"
                        + " hidden-units = 1, decoder-layers = 1 }");
        double forward = 2 * (784 + 1 + 2 + 1 + 1 + 784);
        assertThat(one.flops()).isEqualTo(forward * (3 + 1 + 2));
    }

    /** A document's sample goes through the decoder; a refinement step takes its gradient, in an evaluation as well. */
    @Test
    void evaluation_countsSamplesOfThePerplexity_andRefinementSteps() {
        double none = textFlops("perplexity-samples = 0", 1);
        double forward = none / (3 + 1 + 2);
        double decoder = (textFlops("perplexity-samples = 1", 1) - none) / 2;
        assertThat(decoder).isBetween(0.4 * forward, 0.9 * forward);
        assertThat(textFlops("perplexity-samples = 200", 1) - none)
                .isCloseTo(400 * decoder, Offset.offset(1e-3 * none));
        String refined = "inference = semi-amortised, svi.steps = 2, perplexity-samples = 0";
        assertThat(textFlops(refined, 2) - textFlops(refined, 1))
                .isCloseTo(forward + 2 * 3 * decoder, Offset.offset(1e-3 * none));
    }

    private double textFlops(String keys, int validationExamples) {
        return estimate(
                        "trial { dataset = grammar, model = lstm-vae, epochs = 1, train-examples = 1, test-examples = 2,"
                                + " validation-examples = " + validationExamples + ", " + keys + " }")
                .flops();
    }

    @Test
    void trainingTime_isThatOfTheStepsAlone_andTheWholeTrialsHasEvaluationToo() {
        List<Trial> trials = new SweepFiles(folder)
                .plan("trial { epochs = 2, train-examples = 100, validation-examples = 50 }\n"
                        + "grid { test-examples = [2, 10000] }")
                .trials();
        double step = TrialEstimate.trainingFlops(trials.get(0).spec()) / SPEED.flopsPerSecond();
        assertThat(trials)
                .extracting(trial -> TrialEstimate.trainingSeconds(trial.spec(), SPEED))
                .allSatisfy(seconds -> assertThat(seconds).isCloseTo(2 * 100 * step, Offset.offset(1e-12)));
        double forward = step / 3;
        assertThat(TrialEstimate.of(trials, SPEED))
                .extracting(TrialEstimate::seconds)
                .satisfiesExactly(
                        few -> assertThat(few)
                                .isCloseTo(
                                        TrialEstimate.START_SECONDS + (2 * (300 + 50) + 2) * forward,
                                        Offset.offset(1e-9)),
                        many -> assertThat(many)
                                .isCloseTo(
                                        TrialEstimate.START_SECONDS + (2 * (300 + 50) + 10_000) * forward,
                                        Offset.offset(1e-9)));
    }

    @Test
    void wholePlan_isSharedByTheCores_butNoShorterThanItsLongestTrial() {
        PlanEstimate four = estimate("seeds = [1, 2, 3, 4]");
        PlanEstimate single = estimate("seeds = [1]");
        assertThat(four.seconds()).isCloseTo(2 * single.seconds(), Offset.offset(1e-9));
        assertThat(single.seconds()).isEqualTo(single.trials().get(0).seconds());
        assertThat(four.memoryBytes()).isEqualTo(2 * single.memoryBytes());
    }

    @Test
    void modelThatTrainsNothing_isFree() {
        assertThat(estimate("trial.model = no-op").trials()).isEqualTo(List.of(new TrialEstimate(0, 0, 0, 0)));
    }

    @Test
    void shippedSweeps_areValid() {
        Path sweeps = Path.of("..", "sweeps");
        assertThat(SweepFile.read(sweeps.resolve("quickstart.conf").toString(), List.of())
                        .trials())
                .hasSize(8);
        assertThat(SweepFile.read(sweeps.resolve("table3.conf").toString(), List.of())
                        .trials())
                .hasSize(18);
        assertThat(SweepFile.read(sweeps.resolve("table3-settings.conf").toString(), List.of())
                        .trials())
                .hasSize(8);
    }
}
