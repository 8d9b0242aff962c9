package org.skipsweep.driver.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skipsweep.driver.sweep.file.SweepFiles;

class PlanParserTest {
    @TempDir
    private Path folder;

    @Test
    void plan_roundTrips() {
        Plan plan = new SweepFiles(folder)
                .plan(
                        "grid { skip = [true, false], learning-rate = [1e-3, 0.00033] }\nseeds = [1, 2]",
                        "epochs=3",
                        "classification.epochs=7");
        assertThat(plan.classification()).isEqualTo(new ClassificationSettings(7));
        Plan ran = plan.withProvenance(plan.provenance().withData(Map.of("train", "ab12"), Map.of()));
        assertThat(PlanParser.fromJson(PlanParser.toJson(ran))).isEqualTo(ran);
    }

    @Test
    void planThatGrew_roundTrips_andOneThatDidNotNamesNoExtension() {
        SweepFiles files = new SweepFiles(folder);
        Plan plan = files.plan("seeds = [1]");
        Plan grown = plan.extendedBy(files.plan("seeds = [1, 2]", "epochs=100"));
        assertThat(grown.provenance().extensions()).hasSize(1);
        assertThat(PlanParser.fromJson(PlanParser.toJson(grown))).isEqualTo(grown);
        assertThat(PlanParser.toJson(plan)).doesNotContain("extensions");
    }

    @Test
    void planFromBeforeThereWasAClassificationStudy_hasItsDefault() {
        Plan plan = new SweepFiles(folder).plan("");
        String text = PlanParser.toJson(plan);
        String older = text.replaceFirst("\"classification\" : \\{[^}]*},", "")
                .replaceFirst(",\\s*\"crc32\" : \"[0-9a-f]{8}\"", "");

        assertThat(older).isNotEqualTo(text);
        assertThat(PlanParser.fromJson(older)).isEqualTo(plan);
    }

    @Test
    void provenance_namesTheSoftware() {
        Plan plan = new SweepFiles(folder).plan("");
        assertThat(plan.provenance().versions())
                .containsKeys("skip-sweep", "deeplearning4j", "nd4j", "java")
                .containsEntry("spark", "3.5.5");
        assertThat(plan.provenance().overrides()).isEmpty();
    }

    @Test
    void wrongText_isRefused() {
        assertThatThrownBy(() -> PlanParser.fromJson("{")).hasMessageStartingWith("not JSON: ");
        assertThatThrownBy(() -> PlanParser.fromJson("{}")).hasMessage("trials is missing");
    }
}
