package org.skipsweep.models.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class ClassifierTest {
    private static final LabelledFeatures TRAIN = rings(400, 1);
    private static final LabelledFeatures VALIDATION = rings(200, 2);
    private static final LabelledFeatures TEST = rings(200, 3);
    private static final LabelledFeatures NOISE =
            new LabelledFeatures(rings(300, 4).features(), coins(300));

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void classesThatNoLineSeparates_learned(EngineKind kind) throws Exception {
        ClassifierScore score = classifier(kind, 1, 12, 1).score(TRAIN, VALIDATION, TEST, epoch -> {});

        assertThat(score.hiddenLayers()).isEqualTo(1);
        assertThat(score.epochs()).isEqualTo(12);
        assertThat(score.bestEpoch()).isBetween(1, 12);
        assertThat(score.testAccuracy()).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void equalDraws_equalScore(EngineKind kind) throws Exception {
        Classifier classifier = classifier(kind, 2, 2, 5);

        ClassifierScore first = classifier.score(TRAIN, VALIDATION, TEST, epoch -> {});
        ClassifierScore again = classifier.score(TRAIN, VALIDATION, TEST, epoch -> {});

        assertThat(again).isEqualTo(first);
    }

    @Test
    void bestEpoch_isTheOneThatIsTested() throws Exception {
        ClassifierScore whole = classifier(EngineKind.ND4J, 1, 12, 1).score(TRAIN, NOISE, TEST, epoch -> {});
        ClassifierScore stopped =
                classifier(EngineKind.ND4J, 1, whole.bestEpoch(), 1).score(TRAIN, NOISE, TEST, epoch -> {});

        assertThat(whole.bestEpoch()).isLessThan(12);
        assertThat(stopped)
                .isEqualTo(new ClassifierScore(
                        1, whole.bestEpoch(), whole.bestEpoch(), whole.validationAccuracy(), whole.testAccuracy()));
    }

    @Test
    void equallyGoodEpochs_firstOneTaken() throws Exception {
        LabelledFeatures oneClass = new LabelledFeatures(TRAIN.features(), new int[TRAIN.size()]);

        ClassifierScore score = classifier(EngineKind.ND4J, 1, 3, 1).score(oneClass, oneClass, oneClass, epoch -> {});

        assertThat(score).isEqualTo(new ClassifierScore(1, 3, 1, 1, 1));
    }

    @Test
    void lastMinibatchSmaller_trainedOnToo() throws Exception {
        ClassifierScore score =
                classifier(EngineKind.AUTO, 1, 40, 1).score(rings(130, 7), VALIDATION, TEST, epoch -> {});

        assertThat(score.testAccuracy()).isGreaterThan(0.9);
    }

    @Test
    void labelsWithoutMeaning_noBetterThanChance() throws Exception {
        LabelledFeatures unseen = new LabelledFeatures(rings(1000, 5).features(), coins(1000));

        assertThat(classifier(EngineKind.AUTO, 1, 2, 1)
                        .score(NOISE, unseen, unseen, epoch -> {})
                        .testAccuracy())
                .isBetween(0.4, 0.6);
    }

    @Test
    void featuresOfAnotherSize_refused() {
        LabelledFeatures three = new LabelledFeatures(new float[4][3], new int[4]);

        assertThatThrownBy(() -> classifier(EngineKind.AUTO, 1, 1, 1).score(TRAIN, three, TEST, epoch -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feature vectors of 2, 3 and 2 dimensions; expected one size");
    }

    @Test
    void noEpochs_refused() {
        assertThatThrownBy(() -> classifier(EngineKind.AUTO, 1, 0, 1))
                .hasMessage("a classifier needs at least one hidden layer and one epoch but has 1 and 0");
    }

    @Test
    void labelMissing_refused() {
        assertThatThrownBy(() -> new LabelledFeatures(new float[4][3], new int[3]))
                .hasMessage("3 labels for 4 feature vectors");
    }

    private static Classifier classifier(EngineKind kind, int hiddenLayers, int epochs, long seed) {
        Engine engine = Engines.of(kind, Precision.FP32, new Device.Cpu());
        return new Classifier(hiddenLayers, epochs, engine, new Draws(seed));
    }

    /** Class 0 inside, class 1 around it. */
    private static LabelledFeatures rings(int size, long seed) {
        RandomGenerator random = new Draws(seed).of(Purpose.FIGURE, 0);
        float[][] points = new float[size][];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 2;
            double radius = labels[i] + 0.3 * random.nextDouble();
            double angle = 2 * Math.PI * random.nextDouble();
            points[i] = new float[] {(float) (radius * Math.cos(angle)), (float) (radius * Math.sin(angle))};
        }
        return new LabelledFeatures(points, labels);
    }

    private static int[] coins(int size) {
        return new Draws(size).of(Purpose.FIGURE, 1).ints(size, 0, 2).toArray();
    }
}
