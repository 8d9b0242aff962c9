package org.skipsweep.driver.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Measurements;

class ProgressBlockTest {
    private static final ProgressBlock.Sweep SWEEP = new ProgressBlock.Sweep(12, 3, 1, 250, OptionalDouble.of(750));

    private static final EpochReport REPORT =
            new EpochReport(2, 10, -100, -99.5, 20.25, 1, true, 6500, 75, 1e-3, Measurements.NONE);

    private static ProgressBlock.Running running(int number) {
        return new ProgressBlock.Running(
                "decoder-layers 3, skip true, seed " + number,
                Optional.of(StepPace.begun(new TrialNews.Step("0123456789", 3, 10, 250, 500), 0)
                        .then(new TrialNews.Step("0123456789", 3, 10, 251, 500), 500_000_000)),
                number % 2 == 0 ? Optional.empty() : Optional.of(REPORT));
    }

    private static List<String> lines(int columns, int rows, int running) {
        return new ProgressBlock(columns, rows)
                        .lines(
                                SWEEP,
                                IntStream.range(0, running)
                                        .mapToObj(ProgressBlockTest::running)
                                        .toList())
                        .stream()
                        .map(AttributedString::toString)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "80, 24", "200, 50", "40, 10", "20, 5", "10, 3", "10, 2", "10, 1", "1, 1", "1, 2", "0, 0", "80, 0", "-1, -1"
    })
    void terminalOfAnySize_isNeverExceeded(int columns, int rows) {
        for (int running = 0; running < 60; running++) {
            assertThat(lines(columns, rows, running))
                    .hasSizeLessThanOrEqualTo(Math.max(0, rows))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Math.max(0, columns)));
        }
    }

    @Test
    void whatDoesNotFit_isCounted() {
        assertThat(lines(120, 4, 9)).hasSize(4).last().isEqualTo("and 7 more");
        assertThat(lines(120, 2, 9)).hasSize(2).last().isEqualTo("and 9 more");
        assertThat(lines(120, 1, 9)).hasSize(1);
    }

    @Test
    void sweep_saysWhatItsTimesAre() {
        assertThat(lines(120, 10, 0).get(0))
                .endsWith(" 3 of 12 trials done, 1 failed, 4:10 min so far, about 12:30 min left");
    }

    @Test
    void finishedAndOpenPart_differWithoutColour() {
        assertThat(lines(120, 10, 0).get(0)).startsWith("━".repeat(13) + "┄".repeat(27));
    }

    @Test
    void trial_showsStepAndLastEpoch_andFewerThingsWhereThereIsLessRoom() {
        assertThat(lines(150, 10, 2).get(1).stripTrailing())
                .endsWith("epoch  3/10  step 251/500  2.0 steps/s  about 31:15 min left");
        assertThat(lines(150, 10, 2).get(2))
                .contains("epoch  3/10  step 251/500  ELBO   -99.50  KL  20.25   6,500 examples/s  1:15 min left");
        assertThat(lines(85, 10, 2).get(2)).contains("epoch  3/10  ELBO   -99.50  1:15 min left");
        assertThat(lines(60, 10, 2).get(2)).endsWith("epoch  3/10");
    }
}
