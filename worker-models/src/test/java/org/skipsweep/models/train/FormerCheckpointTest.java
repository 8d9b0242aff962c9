package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Metric;
import org.skipsweep.models.trial.result.TrialMetrics;

/** A checkpoint whose layer's configuration held fields of its own in place of the trial. */
class FormerCheckpointTest {
    private static final TrialSpec SPEC = Trials.spec(
            new ModelSpec(ModelFamily.MLP_VAE, 2, 1, true, false, 4), ImageTrials.adam(4, 50, 1e-3, 5, 0, 0.1), 1);

    private static final String LEARNING_RATE = "\"learningRate\" : 0\\.001\\b";

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
        assertThat(reports.get(0).trainingObjective()).isCloseTo(-551.9769083658854, within(1e-3));
        assertThat(metrics.elbo()).isCloseTo(-546.4805488486223, within(1e-3));
        assertThat(metrics.values().get(Metric.KL)).isCloseTo(1.0340329387915583, within(1e-4));
    }

    @Test
    void continues_atTheStepSizeThatItsNetworkHad() throws Exception {
        Files.write(folder.resolve("checkpoint-3.zip"), withLearningRate("3.0E-4"));
        TrialSpec spec = SPEC.with(TrainingKeys.LEARNING_RATE, 3e-4);
        List<EpochReport> reports = new ArrayList<>();

        Trials.trainer(spec, folder, reports::add).train();

        assertThat(reports).extracting(EpochReport::learningRate).containsExactly(3e-4);
    }

    private byte[] withLearningRate(String rate) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(getClass().getResourceAsStream("checkpoint-3.zip"));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = in.readAllBytes();
                if (entry.getName().equals(ModelSerializer.CONFIGURATION_JSON)) {
                    String text = new String(content, StandardCharsets.UTF_8);
                    assertThat(text).containsPattern(LEARNING_RATE);
                    content = text.replaceAll(LEARNING_RATE, "\"learningRate\" : " + rate)
                            .getBytes(StandardCharsets.UTF_8);
                }
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }
}
