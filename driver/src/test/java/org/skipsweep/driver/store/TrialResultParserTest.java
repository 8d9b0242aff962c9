package org.skipsweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.skipsweep.driver.sweep.plan.Trial;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

class TrialResultParserTest {
    private static final Trial TRIAL = Samples.trial(1);

    @Test
    void results_roundTrip() {
        for (TrialResult result : new TrialResult[] {
            Samples.done(TRIAL),
            Samples.failed(TRIAL),
            new TrialResult.Done(TRIAL, Samples.EXECUTION, Optional.empty(), Optional.empty())
        }) {
            assertThat(TrialResultParser.fromJson(TrialResultParser.toJson(result)))
                    .isEqualTo(result);
        }
    }

    @Test
    void resultsOfSmallAndOfLargeSettings_roundTrip() {
        for (double rate : new double[] {3e-4, 1e-5, 1.5e-10, 0.1, 5, 12_345_678.9, 3e10}) {
            TrialResult done = Samples.done(Trial.of(
                    TRIAL.spec().with(TrainingKeys.LEARNING_RATE, rate).with(TrainingKeys.GRADIENT_CLIP, rate)));
            assertThat(TrialResultParser.fromJson(TrialResultParser.toJson(done)))
                    .isEqualTo(done);
        }
    }

    @Test
    void failed_hasTheKeysOfTheContract() {
        assertThat(TrialResultParser.toJson(Samples.failed(TRIAL)).lines().map(String::strip))
                .contains(
                        "\"id\" : \"" + TRIAL.id() + "\",",
                        "\"state\" : \"failed\",",
                        "\"last_checkpoint\" : \"checkpoint-2.zip\"")
                .noneMatch(line -> line.startsWith("\"metrics\""));
    }

    @Test
    void done_hasTheMetricsOfTheContract() {
        assertThat(Json.parse(TrialResultParser.toJson(Samples.done(TRIAL)))
                        .get("metrics")
                        .fieldNames())
                .toIterable()
                .containsExactly(
                        "elbo",
                        "kl",
                        "mi",
                        "mi_monte_carlo",
                        "mi_cap",
                        "mi_minibatch",
                        "aggregate_kl",
                        "active_units",
                        "active_units_002",
                        "best_epoch",
                        "validation_elbo",
                        "train_examples",
                        "validation_examples",
                        "test_examples");
    }

    @Test
    void provenance_roundTrips_andHasTheKeysOfTheContract() {
        TrialResult result = Samples.done(TRIAL, Samples.PROVENANCE);
        String text = TrialResultParser.toJson(result);
        assertThat(TrialResultParser.fromJson(text)).isEqualTo(result);
        assertThat(Json.parse(text).get("provenance").fieldNames())
                .toIterable()
                .containsExactly("git_commit", "versions", "operating_system", "processor", "gpu", "engine", "host");
    }

    @Test
    void provenanceOfThisProcess_namesGpuAndLibtorchWhereTheyComputed() {
        TrialProvenance nd4j = TrialProvenance.ofThisProcess("nd4j Cpu");
        assertThat(nd4j.versions()).containsOnlyKeys("skip_sweep", "deeplearning4j", "nd4j", "java");
        assertThat(nd4j.gpu()).isEmpty();
        assertThat(nd4j.engine()).isEqualTo("nd4j Cpu");
        assertThat(nd4j.host()).isNotEmpty();
        assertThat(nd4j.operatingSystem()).startsWith(System.getProperty("os.name"));
        TrialProvenance libtorch = TrialProvenance.ofThisProcess("libtorch 2.10.0 cpu bf16");
        assertThat(libtorch.versions()).containsEntry("libtorch", "2.10.0");
        assertThat(libtorch.gpu()).isEmpty();
    }

    @Test
    void resultsWrittenBefore_haveNoProvenance_andAreReadAsTheyAre() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "sweeps", "results"))) {
            List<Path> results =
                    files.filter(file -> file.endsWith("result.json")).toList();
            assertThat(results).isNotEmpty();
            for (Path file : results) {
                String text = Files.readString(file);
                TrialResult result = TrialResultParser.fromJson(text);
                if (!text.contains("\"provenance\"")) {
                    assertThat(result.execution().provenance()).isEmpty();
                    assertThat(withoutChecksum(TrialResultParser.toJson(result)))
                            .isEqualTo(text.strip());
                }
            }
        }
    }

    @Test
    void results_surviveJavaSerialisation() throws Exception {
        for (TrialResult result :
                new TrialResult[] {Samples.done(TRIAL), Samples.done(TRIAL, Samples.PROVENANCE), Samples.failed(TRIAL)
                }) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(result);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(result);
            }
        }
    }

    @Test
    void notFiniteNumbers_surviveJson() {
        Progress progress = Samples.epoch(1, Double.NaN);
        assertThat(ProgressParser.fromJson(ProgressParser.toJson(progress))).isEqualTo(progress);
    }

    @Test
    void epochs_keepWhatIsMeasuredOfTheValidationSet_underNamesOfItsOwn() {
        Progress progress = Samples.epoch(
                1,
                -99.5,
                Measurements.of(Metric.MUTUAL_INFORMATION_MONTE_CARLO, 5.25)
                        .with(Metric.MUTUAL_INFORMATION_CAP, 6.5)
                        .with(Metric.ACTIVE_UNITS, 7)
                        .with(Metric.CLIPPED_FORWARD, 0.5));
        String line = ProgressParser.toJson(progress);
        assertThat(line)
                .contains("\"validation_nll\":79.5", "\"validation_mi\":5.25", "\"validation_mi_cap\":6.5")
                .contains("\"validation_active_units\":7.0", "\"clipped_forward\":0.5", "\"time\":\"2026-");
        assertThat(ProgressParser.fromJson(line)).isEqualTo(progress);
    }

    @Test
    void epochsOfEarlierVersions_areRead() {
        Progress progress = ProgressParser.fromJson(
                "{\"epoch\":1,\"epochs\":10,\"train_elbo\":-100.5,\"validation_elbo\":-99.5,\"validation_kl\":20,"
                        + "\"kl_weight\":1,\"best\":true,\"images_per_second\":6500,\"seconds_left\":9,\"executor\":\"host/0\"}");
        assertThat(progress.report().more()).isEqualTo(Measurements.NONE);
        assertThat(progress.report().trainingObjective()).isEqualTo(-100.5);
        assertThat(progress.report().validationNll()).isEqualTo(79.5);
        assertThat(progress.time()).isEmpty();
        assertThat(ProgressParser.toJson(progress)).contains("\"train_elbo\":-100.5");
    }

    @Test
    void wrongText_isNamed() {
        assertThatThrownBy(() -> TrialResultParser.fromJson("{}")).hasMessage("id is missing");
        String odd = TrialResultParser.toJson(Samples.done(TRIAL)).replace("\"done\"", "\"paused\"");
        assertThatThrownBy(() -> TrialResultParser.fromJson(odd))
                .hasMessage("damaged: what it holds was changed after it was written (crc32 does not fit)");
        assertThatThrownBy(() -> TrialResultParser.fromJson(withoutChecksum(odd)))
                .hasMessage("state must be done or failed but is \"paused\"");
    }

    /** As results were written before they had one. */
    private static String withoutChecksum(String json) {
        return json.replaceFirst(",\\s*\"crc32\" : \"[0-9a-f]{8}\"", "");
    }
}
