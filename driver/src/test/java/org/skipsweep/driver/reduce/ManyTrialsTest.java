package org.skipsweep.driver.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.skipsweep.driver.reduce.cell.TableText;
import org.skipsweep.driver.reduce.claim.ClaimsTable;
import org.skipsweep.driver.reduce.paper.Comparison;
import org.skipsweep.driver.reduce.paper.Paper;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.driver.reduce.result.Origin;
import org.skipsweep.driver.reduce.result.TrialRow;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/** A sweep as large as anyone runs. */
class ManyTrialsTest {
    private static final int TRIALS = 100_000;
    private static final int SEEDS = 2;
    private static final int DEPTHS = 10;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void beside_hundredThousandTrials_cellsTextsAndClaims() {
        List<TrialRow> trials =
                IntStream.range(0, TRIALS).mapToObj(ManyTrialsTest::trial).toList();

        Comparison comparison = Paper.DECLARED.beside(trials);

        assertThat(comparison.cells()).hasSize(TRIALS / SEEDS);
        assertThat(new TableText(comparison.words("many"), comparison.layout(), comparison.cells()).render())
                .contains("| learning-rate ");
        assertThat(new ClaimsTable(comparison.claims(), comparison.layout().differing()).render())
                .contains("widens with depth");
    }

    private static TrialRow trial(int number) {
        int cell = number / SEEDS;
        boolean skip = cell % 2 == 1;
        int depth = cell / 2 % DEPTHS;
        Map<TrialKey<?>, Object> settings = new HashMap<>(Map.of(
                DataKeys.DATASET,
                "mnist",
                ModelKeys.MODEL,
                "image-vae",
                ModelKeys.LATENT_DIM,
                20,
                ModelKeys.DECODER_LAYERS,
                1 + depth,
                ModelKeys.SKIP,
                skip,
                TrainingKeys.EPOCHS,
                100,
                TrainingKeys.LEARNING_RATE,
                1e-6 * (1 + cell / 2 / DEPTHS)));
        return new TrialRow(
                Integer.toString(number),
                "done",
                new KeyValues(settings),
                number % SEEDS,
                new Measurements(Map.of(
                        Metric.ELBO,
                        -90.0 - depth,
                        Metric.KL,
                        skip ? 10.0 + depth : 9.0,
                        Metric.MUTUAL_INFORMATION,
                        7.0,
                        Metric.ACTIVE_UNITS,
                        20.0 - depth)),
                Optional.of(false),
                new ExampleCounts(Optional.of(50_000), Optional.of(10_000), Optional.of(10_000)),
                Optional.of("nd4j"),
                new Origin(Map.of()),
                Optional.empty());
    }
}
