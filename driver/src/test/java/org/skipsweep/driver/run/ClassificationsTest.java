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
import org.skipsweep.driver.reduce.LocalSpark;
import org.skipsweep.driver.sweep.Plan;
import org.skipsweep.driver.sweep.UserError;
import org.skipsweep.models.data.ImageData;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.data.Part;
import org.skipsweep.models.data.StrokeDigits;
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
                .isThrownBy(() -> Classifications.complete(spark, out.toString(), TinySweep.NOWHERE, messages::add))
                .satisfies(error -> assertThat(error.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem)
                        .endsWith(": no checkpoint here, so there is no encoder to take features from; put the trial's"
                                + " checkpoint back, or remove the trial's folder and run the sweep again")));
        assertThat(messages).isEmpty();
    }

    private static ImageSet digits(Part part) {
        return StrokeDigits.published().images(part, 4);
    }

    private static ImageData data(ImageSet train) {
        return new ImageData(
                Dataset.BINARIZED_MNIST, train, digits(Part.VALIDATION), digits(Part.TEST), new TreeMap<>());
    }
}
