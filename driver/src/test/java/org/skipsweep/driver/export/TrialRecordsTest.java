package org.skipsweep.driver.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.store.Samples;
import org.skipsweep.driver.store.Store;
import org.skipsweep.driver.store.TrialFolder;
import org.skipsweep.driver.store.TrialState;
import org.skipsweep.driver.sweep.plan.Trial;

class TrialRecordsTest {
    private static final Instant EPOCH_END = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    private final Trial one = Samples.trial(1);
    private final Trial two = Samples.trial(2);
    private Store store;

    @BeforeEach
    void plan() {
        store = Store.openForWriting(folder.toString(), new Configuration());
        store.freeze(Samples.plan(one, two));
    }

    private TrialRecord read(Trial trial) throws IOException {
        return TrialRecords.of(folder.toString(), new Configuration()).read(trial);
    }

    private TrialFolder begun() throws IOException {
        TrialFolder begun = store.trial(one);
        begun.begin();
        begun.append(Samples.epoch(1, -100));
        begun.append(Samples.epoch(2, -96));
        return begun;
    }

    @Test
    void trialThatWasNotBegun_hasSettingsAndNothingElse() throws IOException {
        TrialRecord record = read(two);
        assertThat(record.state()).isEqualTo(TrialState.WAITING);
        assertThat(record.name()).isEqualTo("seed 2");
        assertThat(record.settings()).containsEntry("latent-dim", "20").containsEntry("skip", "false");
        assertThat(record.points()).isEmpty();
        assertThat(record.files()).isEmpty();
        assertThat(record.started()).isEqualTo(Optional.empty());
    }

    @Test
    void epochs_comeWithTheirNumberAndTheirOwnTime() throws IOException {
        begun();
        TrialRecord record = read(one);
        assertThat(record.points())
                .contains(
                        new MetricPoint("epoch/validation_elbo", -100, 1, EPOCH_END),
                        new MetricPoint("epoch/validation_elbo", -96, 2, EPOCH_END))
                .noneMatch(point -> point.key().contains("seconds_left"));
        assertThat(record.started()).contains(EPOCH_END);
        assertThat(record.ended()).isEqualTo(Optional.empty());
    }

    @Test
    void whatWasMeasured_belongsToTheBestEpoch_andIsNamedAsInResults() throws IOException {
        begun().finish(Samples.done(one, Samples.PROVENANCE));
        TrialRecord record = read(one);
        assertThat(record.points())
                .contains(
                        new MetricPoint("elbo", -94.5, 48, EPOCH_END),
                        new MetricPoint("active_units", 17, 48, EPOCH_END));
        assertThat(record.facts())
                .containsEntry("commit", "abc")
                .containsEntry("gpu", "a GPU")
                .containsEntry("reduced", "true");
        assertThat(record.ended()).contains(EPOCH_END);
        assertThat(record.started()).contains(EPOCH_END.minusMillis(12_500));
        assertThat(record.files())
                .extracting(org.apache.hadoop.fs.Path::getName)
                .containsExactly("result.json", "progress.jsonl");
    }

    @Test
    void failure_isTold_andNoNumberOfItsEnd() throws IOException {
        begun().finish(Samples.failed(one));
        TrialRecord record = read(one);
        assertThat(record.state()).isEqualTo(TrialState.FAILED);
        assertThat(record.points()).allMatch(point -> point.key().startsWith("epoch/"));
        assertThat(record.facts()).containsEntry("failure", "loss is NaN").doesNotContainKey("reduced");
    }

    @Test
    void fileThatIsNone_isNamed() throws IOException {
        begun();
        Files.writeString(folder.resolve("trials/" + one.id() + "/result.json"), "{");
        assertThatThrownBy(() -> read(one))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(one.id() + "/result.json: not JSON");
    }

    @Test
    void planAndTables_areTheSweepsFiles() throws IOException {
        Files.createDirectories(folder.resolve("tables"));
        Files.writeString(folder.resolve("tables/settings.md"), "");
        assertThat(TrialRecords.of(folder.toString(), new Configuration()).sweepFiles())
                .extracting(org.apache.hadoop.fs.Path::getName)
                .containsExactly("plan.json", "settings.md");
    }
}
