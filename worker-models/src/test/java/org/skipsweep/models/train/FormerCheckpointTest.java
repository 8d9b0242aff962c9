package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.TrialMetrics;

/** A checkpoint whose layer's configuration held fields of its own in place of the trial. */
class FormerCheckpointTest {
    private static final TrialSpec SPEC = Trials.spec(
            new ModelSpec(ModelFamily.MLP_VAE, 2, 1, true, false, 4), new OptimizationSpec(4, 50, 1e-3, 5, 0, 0.1), 1);

    @TempDir
    private Path folder;

    @Test
    void continues_toTheNumbersThatItsTrialHad() throws Exception {
        try (InputStream in = getClass().getResourceAsStream("checkpoint-3.zip")) {
            Files.write(folder.resolve("checkpoint-3.zip"), in.readAllBytes());
        }
        Checkpoint read = Trials.checkpoints(folder).latest().orElseThrow();
        assertThat(read.state().epoch()).isEqualTo(3);
        assertThat(Networks.objective(read.network()).layerConf().spec().model())
                .isEqualTo(SPEC.model());
        List<EpochReport> reports = new ArrayList<>();
        TrialMetrics metrics =
                Trials.trainer(SPEC, folder, reports::add).train().metrics();
        assertThat(reports).extracting(EpochReport::epoch).containsExactly(4);
        // To the last bit on the processor that trained it; others round otherwise.
        assertThat(reports.get(0).trainElbo()).isCloseTo(-551.9769083658854, within(1e-3));
        assertThat(metrics.elbo()).isCloseTo(-546.4805488486223, within(1e-3));
        assertThat(metrics.kl()).isCloseTo(1.0340329387915583, within(1e-4));
    }
}
