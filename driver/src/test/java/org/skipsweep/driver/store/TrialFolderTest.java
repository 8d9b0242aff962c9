package org.skipsweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.driver.sweep.plan.Trial;

class TrialFolderTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    private Path folder;

    private Store store() {
        return Store.openForWriting(folder.resolve("out").toString(), HADOOP);
    }

    @Test
    void begin_forgetsAFailure_butNeverASuccess() throws IOException {
        Plan plan = Samples.planOf(2);
        TrialFolder failed = store().trial(plan.trials().get(0));
        TrialFolder done = store().trial(plan.trials().get(1));
        failed.begin();
        failed.finish(Samples.failed(plan.trials().get(0)));
        failed.begin();
        done.begin();
        done.finish(Samples.done(plan.trials().get(1)));
        done.begin();
        assertThat(failed.result()).isEmpty();
        assertThat(done.result()).contains(Samples.done(plan.trials().get(1)));
    }

    @Test
    void append_ofAnEpochAgain_replacesItAndWhatFollowed() throws IOException {
        TrialFolder trial = store().trial(Samples.trial(1));
        trial.begin();
        for (int epoch = 1; epoch <= 3; epoch++) {
            trial.append(Samples.epoch(epoch, -100));
        }
        trial.append(Samples.epoch(2, -90));
        assertThat(trial.progress()).containsExactly(Samples.epoch(1, -100), Samples.epoch(2, -90));
    }

    @Test
    void outputThatIsMovedAway_isNotBegunAnewInItsOldPlace() throws IOException {
        Store store = store();
        TrialFolder trial = store.trial(Samples.trial(1));
        trial.begin();
        trial.append(Samples.epoch(1, -100));
        Path out = folder.resolve("out");
        Path away = folder.resolve("away");
        Files.move(out, away);
        String gone = store.trial(Samples.trial(1)).path().toUri().getPath();
        assertThatThrownBy(() -> trial.append(Samples.epoch(2, -90)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(gone);
        assertThatThrownBy(() -> trial.finish(Samples.done(Samples.trial(1))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(gone);
        assertThatThrownBy(() -> store.trial(Samples.trial(2)).begin())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageEndingWith("out: is not there any more; put it back");
        assertThat(out).doesNotExist();
        Files.move(away, out);
        trial.append(Samples.epoch(2, -90));
        assertThat(trial.progress()).containsExactly(Samples.epoch(1, -100), Samples.epoch(2, -90));
    }

    @Test
    void readers_neverSeeHalfAFile() throws Exception {
        TrialFolder trial = store().trial(Samples.trial(1));
        trial.begin();
        trial.append(Samples.epoch(1, -100));
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                for (int epoch = 2; epoch <= 60; epoch++) {
                    trial.append(Samples.epoch(epoch, -100));
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        List<Integer> sizes = new ArrayList<>();
        while (!writer.isDone()) {
            sizes.add(trial.progress().size());
        }
        writer.join();
        sizes.add(trial.progress().size());
        assertThat(sizes).isSorted().allMatch(size -> size >= 1);
        assertThat(trial.progress()).hasSize(60);
    }

    @Test
    void opensFromTheRootAlone() throws IOException {
        Trial trial = Samples.trial(1);
        store().trial(trial).begin();
        store().trial(trial).finish(Samples.done(trial));
        assertThat(TrialFolder.open(store().root(), trial, HADOOP).result()).contains(Samples.done(trial));
    }
}
