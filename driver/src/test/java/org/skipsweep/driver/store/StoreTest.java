package org.skipsweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.sweep.plan.Extension;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Provenance;
import org.skipsweep.driver.sweep.plan.RunSettings;
import org.skipsweep.driver.sweep.plan.Trial;

class StoreTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    private Path folder;

    private Store store() {
        return Store.openForWriting(folder.resolve("out").toString(), HADOOP);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void freeze_writesThePlan_andNothingElse() throws IOException {
        Plan plan = Samples.planOf(2);
        assertThat(store().freeze(plan)).isEqualTo(plan);
        assertThat(files()).containsExactly("out/plan.json");
        assertThat(Store.openExisting(folder.resolve("out").toUri().toString(), HADOOP)
                        .plan())
                .contains(plan);
    }

    @Test
    void planThatCannotBeOpened_isNotNone_andNotWrittenOver() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(out.resolve("plan.json"), folder.resolve("a disk that is away/plan.json"));
        assertThatThrownBy(() -> store().freeze(Samples.planOf(2)))
                .isInstanceOf(UserError.class)
                .hasMessage(new org.apache.hadoop.fs.Path(
                                out.resolve("plan.json").toUri()) + ": cannot be read ("
                        + out.resolve("plan.json") + ": is there and cannot be opened: a link to what is not there);"
                        + " nothing was written: make it readable, and the same command goes on");
        assertThatThrownBy(() -> Store.openExisting(out.toString(), HADOOP))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("plan.json: is there and cannot be opened: a link to what is not there");
        assertThat(files()).isEmpty();
    }

    @Test
    void freeze_samePlanAgain_keepsTheFirstProvenance_andTakesTheNewRunSettings() {
        Plan first = Samples.planOf(2);
        store().freeze(first);
        Plan again = new Plan(
                first.name(),
                first.reduce(),
                new RunSettings(1, 9),
                first.classification(),
                first.trials(),
                first.provenance());
        Plan frozen = store().freeze(again);
        assertThat(frozen.provenance()).isEqualTo(first.provenance());
        assertThat(frozen.run()).isEqualTo(new RunSettings(1, 9));
        assertThat(store().plan()).contains(first);
    }

    @Test
    void freeze_samePlanWithFurtherData_addsThem() {
        Plan plan = Samples.planOf(2);
        store().freeze(plan.withProvenance(plan.provenance().withData(Map.of("mnist", "aa"), Map.of())));
        Plan further =
                store().freeze(plan.withProvenance(plan.provenance().withData(Map.of("omniglot", "bb"), Map.of())));
        assertThat(further.provenance().dataChecksums())
                .containsOnly(Map.entry("mnist", "aa"), Map.entry("omniglot", "bb"));
        assertThat(store().plan()).contains(further);
    }

    @Test
    void freeze_anotherPlan_isRefused_namingWhatDiffers() {
        store().freeze(Samples.plan(Samples.trial(1), Samples.trial(2)));
        Trial other = Samples.trial(1, "epochs", 3);
        assertThatThrownBy(() -> store().freeze(Samples.plan(other)))
                .isInstanceOf(UserError.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "file:" + folder.resolve("out") + ": holds the output of another plan; give another --out, or"
                                + " remove this one to start anew. A plan may grow, by seeds or values beside all that it has;"
                                + " none of these may go or change. What differs (there / here):",
                        "  epochs: 10 / 3",
                        "  seed: 1, 2 / 1",
                        "  number of trials: 2 / 1",
                        "  first trial of its own: " + Samples.trial(1).id() + " / " + other.id()));
    }

    @Test
    void freeze_samePlanAndMore_grows_andRecordsWhatWasAddedByWhom() {
        Plan first = Samples.planOf(2);
        store().freeze(first);
        Plan request = requested(Samples.planOf(3), "seeds=[1,2,3]", 1);

        Plan grown = store().freeze(request);

        Extension extension = new Extension(
                List.of(Samples.trial(3).id()),
                "abc",
                Map.of("spark", "3.5.5"),
                Map.of("x.conf", ""),
                List.of("seeds=[1,2,3]"),
                Instant.EPOCH.plusSeconds(1));
        assertThat(grown.trials()).isEqualTo(request.trials());
        assertThat(grown.provenance().overrides()).isEmpty();
        assertThat(grown.provenance().extensions()).containsExactly(extension);
        assertThat(store().plan()).contains(grown);

        Plan again = store().freeze(requested(Samples.planOf(4), "seeds.count=4", 2));
        assertThat(again.provenance().extensions()).startsWith(extension).hasSize(2);
    }

    private static Plan requested(Plan plan, String override, int second) {
        Provenance of = plan.provenance();
        return plan.withProvenance(new Provenance(
                of.gitCommit(),
                of.versions(),
                of.sources(),
                List.of(override),
                of.dataChecksums(),
                of.unpublishedData(),
                Instant.EPOCH.plusSeconds(second)));
    }

    @Test
    void freeze_partOfThePlan_isRefused_andSaysHowToRunAPart() {
        store().freeze(Samples.planOf(3));
        assertThatThrownBy(() -> store().freeze(Samples.planOf(2)))
                .isInstanceOf(UserError.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "file:" + folder.resolve("out")
                                + ": holds a plan of 3 trials, and this request leaves out 1 of them;"
                                + " a plan may grow and loses no trial: ask for all of it, and to run a part add --only KEY=VALUE."
                                + " What differs (there / here):",
                        "  seed: 1, 2, 3 / 1, 2",
                        "  number of trials: 3 / 2",
                        "  first trial of its own: " + Samples.trial(3).id() + " / -"));
    }

    @Test
    void freeze_moreTrialsOnOtherData_isRefused() {
        Plan plan = Samples.planOf(1);
        store().freeze(plan.withProvenance(plan.provenance().withData(Map.of("train", "aa"), Map.of())));
        Plan more = Samples.planOf(2);
        assertThatThrownBy(() -> store().freeze(
                                more.withProvenance(more.provenance().withData(Map.of("train", "bb"), Map.of()))))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("  data train: aa / bb");
        assertThat(store().plan().orElseThrow().trials()).hasSize(1);
    }

    @Test
    void freeze_otherData_isRefused() {
        Plan plan = Samples.planOf(1);
        store().freeze(plan.withProvenance(plan.provenance().withData(Map.of("train", "aa"), Map.of())));
        assertThatThrownBy(() -> store().freeze(
                                plan.withProvenance(plan.provenance().withData(Map.of("train", "bb"), Map.of()))))
                .isInstanceOf(UserError.class)
                .hasMessageEndingWith("  data train: aa / bb");
    }

    @Test
    void openForWriting_whereNothingCanBeWritten_saysWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String out = file.resolve("out").toString();
        assertThatThrownBy(() -> Store.openForWriting(out, HADOOP))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(out + ": cannot write here (")
                .hasMessageEndingWith("); give --out a folder or URI that can be written");
        assertThatThrownBy(() -> Store.openForWriting("nofs://x/y", HADOOP))
                .hasMessage("nofs://x/y: cannot write here (No FileSystem for scheme \"nofs\"); give --out a folder or"
                        + " URI that can be written");
    }

    @Test
    void openForWriting_whereReadersCouldFindHalfFiles_isRefused() {
        assertThatThrownBy(() -> Store.openForWriting("http://127.0.0.1/out", HADOOP))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "http://127.0.0.1/out: cannot write here (files on http: can be replaced neither by a rename nor by a"
                                + " write that shows only when it is complete, so that readers would find half files; those on file:,"
                                + " hdfs:, s3a: and gs: can); give --out a folder or URI that can be written");
    }

    @Test
    void openForWriting_removesWhatAKilledRunLeftLongAgo() throws IOException {
        Path tables = Files.createDirectories(folder.resolve("out/tables"));
        Path left = Files.writeString(tables.resolve(".t.md.01234567-89ab-cdef-0123-456789abcdef.tmp"), "half");
        store();
        assertThat(left).exists();
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        store();
        assertThat(left).doesNotExist();
    }

    @Test
    void openExisting_withoutPlan_isRefused() {
        assertThatThrownBy(() -> Store.openExisting(folder.toString(), HADOOP))
                .isInstanceOf(UserError.class)
                .hasMessage(folder + ": holds no plan.json; expected the --out of an earlier run");
    }

    @Test
    void plan_thatIsNoPlan_isNamed() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/plan.json"), "{}");
        assertThatThrownBy(() -> store().plan())
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "file:" + folder.resolve("out/plan.json")
                                + ": cannot be read as a plan: trials is missing; put a"
                                + " copy back, or remove it: run with the same sweep file writes it anew and trains nothing again");
    }

    @Test
    void states_followTheFolder() throws IOException {
        Plan plan = Samples.planOf(4);
        Store store = store();
        store.trial(plan.trials().get(1)).begin();
        store.trial(plan.trials().get(1)).append(Samples.epoch(1, -120));
        store.trial(plan.trials().get(2)).begin();
        store.trial(plan.trials().get(2)).finish(Samples.done(plan.trials().get(2)));
        store.trial(plan.trials().get(3)).begin();
        store.trial(plan.trials().get(3)).finish(Samples.failed(plan.trials().get(3)));
        assertThat(store.statuses(plan))
                .extracting(TrialStatus::state)
                .containsExactly(TrialState.WAITING, TrialState.SILENT, TrialState.DONE, TrialState.FAILED);
        assertThat(store.statuses(plan).get(1).lastEpoch()).contains(Samples.epoch(1, -120));
        assertThat(store.results(plan).keySet())
                .containsExactly(plan.trials().get(2).id(), plan.trials().get(3).id());
        assertThat(files()).noneMatch(file -> file.contains(".crc") || file.contains(".tmp"));
    }

    @Test
    void resultOfAnotherTrial_isNamed() throws IOException {
        Plan plan = Samples.planOf(1);
        TrialFolder trial = store().trial(plan.trials().get(0));
        trial.begin();
        Files.writeString(folder.resolve("out/trials/" + plan.trials().get(0).id() + "/result.json"), "{\"id\":1");
        assertThatThrownBy(() -> store().results(plan))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(trial.path() + "/result.json: not JSON: ");
    }

    @Test
    void thousandTrials_areListedCompletely() throws IOException {
        Plan plan = Samples.planOf(1000);
        Store store = store();
        store.freeze(plan);
        for (Trial trial : plan.trials()) {
            store.trial(trial).begin();
            store.trial(trial).finish(Samples.done(trial));
        }
        assertThat(store.results(plan)).hasSize(1000);
        assertThat(store.plan().orElseThrow().trials()).hasSize(1000);
    }
}
