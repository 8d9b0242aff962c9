package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.TestFiles;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.ImageTrials;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.Metric;
import org.skipsweep.models.trial.result.TrialMetrics;

/** Two epochs on 2,000 images of the real files. */
class RealTrainingTest {

    @ParameterizedTest
    @EnumSource
    void twoEpochsOfEveryBinarization_learnDigits(Binarization binarization, @TempDir Path folder) throws Exception {
        String root = System.getenv("SKIP_SWEEP_DATA");
        assumeTrue(root != null, "SKIP_SWEEP_DATA does not name a folder with the real data sets");
        URI dataRoot = Path.of(root).toUri();
        Dataset dataset = binarization == Binarization.NONE ? Dataset.BINARIZED_MNIST : Dataset.MNIST;
        TrialSpec spec = ImageTrials.of(
                new DataSpec(dataset, binarization, 2000, 500, 500),
                new ModelSpec(ModelFamily.MLP_VAE, 20, 2, true, false, 256),
                ImageTrials.adam(2, 50, 1e-3, 5, 0, 1));
        ImageData data = TestFiles.load(spec.data(), dataRoot, new Configuration());
        TrialMetrics metrics = new Trainer(spec, data, new LocalFitter(), Trials.checkpoints(folder), 1, report -> {})
                .train()
                .metrics();
        // Independent pixels with their mean as probability give -206; a trained model -85. The first test images of
        // binarized-mnist are all zeros, which are harder, so the validation set is looked at.
        assertThat(metrics.validationElbo()).isBetween(-205.0, -100.0);
        assertThat(metrics.elbo()).isFinite();
        assertThat(metrics.values().get(Metric.KL)).isPositive();
        assertThat(metrics.bestEpoch()).isEqualTo(2);
    }
}
