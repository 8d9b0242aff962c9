package org.skipsweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.message.UserError;
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.sweep.plan.Plan;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.strokes.StrokeDigits;
import org.skipsweep.models.trial.Dataset;

class ClassificationsTest {
    @TempDir
    Path folder;

    @Test
    void problems_imagesWithLabels_none() {
        assertThat(Classifications.problems(data(digits(Part.TRAIN)))).isEmpty();
    }

    @Test
    void problems_imagesWithoutLabels_namedWithWhatToDo() {
        ImageSet digits = digits(Part.TRAIN);
        ImageSet bare = new ImageSet(digits.rows(), digits.columns(), digits.kind(), digits.pixels(), new byte[0]);

        assertThat(Classifications.problems(data(bare)))
                .containsExactly(
                        "dataset binarized-mnist has images without labels, which reduce = classification needs:"
                                + " put its label files beside the images, or take a data set that has them");
    }

    @Test
    void complete_checkpointsRemoved_namesEveryTrialBeforeAnythingIsTrained() throws Exception {
        SparkSession spark = LocalSpark.session();
        Plan plan = new TinySweep(folder).plan("trial.epochs = 1", "seeds = [1, 2]");
        Path out = folder.resolve("out");
        TinySweep.run(spark, plan, out);
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".zip")).toList()) {
                Files.delete(file);
            }
        }
        List<String> messages = new ArrayList<>();

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Classifications.complete(
                        spark, out.toString(), TinySweep.NOWHERE, trial -> true, messages::add, work -> {}))
                .satisfies(error -> assertThat(error.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem)
                        .endsWith(": no checkpoint here, so there is no encoder to take features from; put the trial's"
                                + " checkpoint back, or remove the trial's folder and run the sweep again")));
        assertThat(messages).isEmpty();
    }

    @Test
    void complete_brokenCheckpoint_namesTheTrialAndKeepsTheOthers() throws Exception {
        SparkSession spark = LocalSpark.session();
        Plan plan = new TinySweep(folder).plan("trial.epochs = 1", "seeds = [1, 2]", "classification.epochs = 1");
        Path out = folder.resolve("out");
        TinySweep.run(spark, plan, out);
        String broken = plan.trials().get(0).id();
        String whole = plan.trials().get(1).id();
        Files.writeString(out.resolve("trials/" + broken + "/checkpoint-1.zip"), "no zip file");
        List<String> messages = new ArrayList<>();

        assertThat(Classifications.complete(
                        spark, out.toString(), TinySweep.NOWHERE, trial -> true, messages::add, work -> {}))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("trial " + broken + ": classification failed: ")
                        .endsWith("; the others are kept, and the same command tries this one again"));
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).isEqualTo("classifying the posterior means of 2 trials, 1 epoch a classifier");
        assertThat(messages.get(1))
                .matches(whole
                        + "  classified  [0-9.]+ % right with 1 hidden layer, [0-9.]+ % right with 2 hidden layers"
                        + "  in [0-9:]+ min  \\(2 of 2 trials\\)");
        assertThat(out.resolve("trials/" + whole + "/classification.json")).exists();
        assertThat(out.resolve("trials/" + broken + "/classification.json")).doesNotExist();
    }

    private static ImageSet digits(Part part) {
        return StrokeDigits.published().images(part, 4);
    }

    private static ImageData data(ImageSet train) {
        return new ImageData(
                Dataset.BINARIZED_MNIST, train, digits(Part.VALIDATION), digits(Part.TEST), new TreeMap<>());
    }
}
