package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.DatasetSources;
import org.skipsweep.models.data.TrialData;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.metrics.LatentMetrics;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.TextKeys;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.result.EpochReport;
import org.skipsweep.models.trial.result.Latents;
import org.skipsweep.models.trial.result.Metric;

/** Trials of text from their first epoch to their numbers. */
class TextTrainingTest {
    private static final double TRUE_INFORMATION = Math.log(8) + 2 * Math.log(2);

    @TempDir
    private Path folder;

    /** The systems of Table 4. */
    private enum TextSystem {
        LM("lstm-lm", false, "amortised"),
        SKIP_VAE("lstm-vae", true, "amortised"),
        SA_VAE("lstm-vae", false, "semi-amortised"),
        SKIP_SA_VAE("lstm-vae", true, "semi-amortised");

        private final String model;
        private final boolean skip;
        private final String inference;

        TextSystem(String model, boolean skip, String inference) {
            this.model = model;
            this.skip = skip;
            this.inference = inference;
        }

        TrialSpec spec(Map<String, Object> more) {
            Map<String, Object> values = new HashMap<>();
            values.putAll(Map.of(
                    "dataset",
                    "grammar",
                    "model",
                    model,
                    "skip",
                    skip,
                    "inference",
                    inference,
                    "engine",
                    "libtorch",
                    "update-rule",
                    "sgd",
                    "learning-rate",
                    1.0,
                    "batch-size",
                    32,
                    "latent-dim",
                    8));
            values.putAll(Map.of(
                    "embedding-units", 24, "hidden-units", 48, "kl-warmup-epochs", 5, "svi.steps", 5, "seed", 1));
            values.putAll(more);
            return TrialKeys.completed(values);
        }

        TrialSpec tiny() {
            return spec(Map.of(
                    "train-examples", 96,
                    "validation-examples", 40,
                    "test-examples", 50,
                    "epochs", 4,
                    "hidden-units", 8,
                    "learning-rate-decay", "halving",
                    "decay-from-epoch", 1,
                    "decay-stop-below", 0.01,
                    "perplexity-samples", 5));
        }
    }

    private static TrialData data(TrialSpec spec) {
        return DatasetSources.of(Dataset.GRAMMAR)
                .load(spec, new DataRoot(Path.of("unused").toUri(), new Configuration()));
    }

    private static Trainer trainer(TrialSpec spec, Path folder, Consumer<EpochReport> progress) {
        return new Trainer(spec, data(spec), new LocalFitter(), Trials.checkpoints(folder), 1, progress);
    }

    @ParameterizedTest
    @EnumSource(TextSystem.class)
    void resumedTraining_equalsUninterruptedBitForBit(TextSystem system, @TempDir Path undisturbed) throws Exception {
        TrialSpec spec = system.tiny();
        List<EpochReport> reports = new ArrayList<>();
        TrainedTrial expected = trainer(spec, undisturbed, reports::add).train();
        Trainer stopped = trainer(spec, folder, report -> {
            if (report.epoch() == 3) {
                throw new IllegalStateException("stopped");
            }
        });
        assertThatThrownBy(stopped::train).hasMessage("stopped");
        List<EpochReport> rest = new ArrayList<>();
        TrainedTrial resumed = trainer(spec, folder, rest::add).train();
        assertThat(resumed.metrics()).isEqualTo(expected.metrics());
        assertThat(rest.get(0).epoch()).isEqualTo(3);
        assertThat(rest.get(0).learningRate()).isEqualTo(reports.get(2).learningRate());
        assertThat(rest.get(0).validationElbo()).isEqualTo(reports.get(2).validationElbo());
        assertThat(rest.get(0).more()).isEqualTo(reports.get(2).more());
        assertThat(rest.get(0)
                        .more()
                        .find(Metric.MUTUAL_INFORMATION_MONTE_CARLO)
                        .isPresent())
                .isEqualTo(system != TextSystem.LM);
    }

    @ParameterizedTest
    @EnumSource(TextSystem.class)
    void perplexities_areOfThePredictedTokens(TextSystem system) throws Exception {
        TrialSpec spec = system.tiny();
        TrainedTrial trained = trainer(spec, folder, report -> {}).train();
        double bound = trained.metrics().values().get(Metric.BOUND_PERPLEXITY);
        assertThat(bound).isCloseTo(Math.exp(-trained.metrics().elbo() / 10), within(1e-9));
        double perplexity = trained.metrics().values().get(Metric.PERPLEXITY);
        assertThat(perplexity).isBetween(1.0, 27.0);
        if (system == TextSystem.LM) {
            assertThat(perplexity).isEqualTo(bound);
            assertThat(trained.metrics().values().find(Metric.KL)).isEmpty();
        }
    }

    @Test
    void otherVocabulary_isRefused_beforeItTrainsOn() throws Exception {
        TrialSpec spec = TextSystem.LM.tiny();
        trainer(spec, folder, report -> {}).train();
        TrialSpec smaller = spec.with(TextKeys.VOCABULARY_SIZE, 20);
        assertThatThrownBy(() -> trainer(smaller, folder, report -> {}).train())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another vocabulary");
    }

    @Test
    void divergedRefinement_endsTheTrial_namingTheStep() {
        TrialSpec spec = TextSystem.SKIP_SA_VAE.spec(Map.of(
                "train-examples", 64,
                "validation-examples", 40,
                "test-examples", 50,
                "epochs", 2,
                "svi.step-size", 1e30,
                "svi.clip", 1e30));
        assertThatThrownBy(() -> trainer(spec, folder, report -> {}).train())
                .isInstanceOf(NonFiniteLossException.class)
                .hasMessageContaining("step 1 of epoch 1")
                .hasMessageContaining("norm");
    }

    /** The bars of model spec B.8 for SKIP-SA-VAE, and that a posterior does not depend on its batch (pitfall G.10). */
    @Test
    void skipSaVae_keepsTheInformation_inBatchesOfAnySize() throws Exception {
        TrialSpec spec = TextSystem.SKIP_SA_VAE.spec(
                Map.of("epochs", 12, "train-examples", 2000, "test-examples", 1000, "perplexity-samples", 0));
        TrainedTrial trained = trainer(spec, folder, report -> {}).train();
        assertThat(trained.metrics().values().get(Metric.MUTUAL_INFORMATION))
                .isCloseTo(TRUE_INFORMATION, within(0.2 * TRUE_INFORMATION));
        assertThat(trained.metrics().values().get(Metric.ACTIVE_UNITS)).isEqualTo(8);

        MultiLayerNetwork network =
                Trials.checkpoints(folder).latest().orElseThrow().best();
        Running running = Networks.workplace(network, new Device.Cpu()).running();
        double[] whole = measured(running, spec, 32);
        for (int batch : new int[] {1, 8}) {
            double[] parts = measured(running, spec, batch);
            for (int i = 0; i < whole.length; i++) {
                assertThat(parts[i]).as("batches of %d", batch).isCloseTo(whole[i], within(0.02 * Math.abs(whole[i])));
            }
        }
    }

    /** ELBO, KL and MI. */
    private static double[] measured(Running running, TrialSpec spec, int batchSize) {
        Draws draws = new Draws(1);
        Evaluation evaluation =
                Evaluation.of(running, data(spec).test(), batchSize, 1, Noise.of(draws.of(Purpose.TEST_NOISE, 0)));
        Estimate.Posteriors posterior = evaluation.posterior().orElseThrow();
        double[][] z = new double[posterior.mean().length][];
        for (int i = 0; i < z.length; i++) {
            z[i] = Latents.sample(draws, i, posterior.mean()[i], posterior.logVariance()[i]);
        }
        Latents latents = new Latents(posterior.mean(), posterior.logVariance(), z, Optional.empty());
        return new double[] {
            evaluation.elbo(),
            evaluation.kl(),
            LatentMetrics.of(latents).values().get(Metric.MUTUAL_INFORMATION)
        };
    }
}
