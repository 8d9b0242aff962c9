package org.skipsweep.models.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;

class FamiliesTest {
    private static final int LARGE = 1_000_000_000;

    private static TrialSpec trial(ModelFamily family, String key, int value) {
        String dataset = family.data() == Dataset.Kind.TEXT ? "grammar" : "strokes";
        return TrialKeys.completed(Map.of("model", family.label(), "dataset", dataset, key, value));
    }

    private static DataShape shape(ModelFamily family, int size) {
        return family.data() == Dataset.Kind.TEXT ? new DataShape.Sequences(size, 20, "") : new DataShape.Images(size);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_OP")
    void leastNumbers_areNoMoreThanTheModelTrains(ModelFamily family) {
        TrialSpec trial = trial(family, "hidden-units", 40);
        DataShape shape = shape(family, 28 * 28);
        double trained = Families.of(family).objective(trial, shape).size().parameters();
        assertThat(Families.of(family).leastNumbers(trial, shape)).isPositive().isLessThanOrEqualTo(trained);
    }

    /** Of a model that takes so much memory that its graph must not be built. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_OP")
    void leastNumbers_growWithTheData_andWithTheModel(ModelFamily family) {
        TrialSpec trial = trial(family, "hidden-units", 40);
        assertThat(Families.of(family).leastNumbers(trial, shape(family, LARGE)))
                .isGreaterThanOrEqualTo(LARGE);
        TrialSpec large = family == ModelFamily.IMAGE_VAE
                ? trial(family, "latent-dim", LARGE)
                : trial(family, "hidden-units", LARGE);
        assertThat(Families.of(family).leastNumbers(large, shape(family, 28 * 28)))
                .isGreaterThanOrEqualTo(LARGE);
    }
}
