package org.skipsweep.models.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class ClassifierTest {
    private static final LabelledFeatures TRAIN = rings(400, 1);
    private static final LabelledFeatures VALIDATION = rings(200, 2);
    private static final LabelledFeatures TEST = rings(200, 3);

    @Test
    void classesThatNoLineSeparates_learned() throws Exception {
        ClassifierScore score = new Classifier(1, 12, new Draws(1)).score(TRAIN, VALIDATION, TEST);

        assertThat(score.hiddenLayers()).isEqualTo(1);
        assertThat(score.epochs()).isEqualTo(12);
        assertThat(score.bestEpoch()).isBetween(1, 12);
        assertThat(score.testAccuracy()).isGreaterThan(0.9);
    }

    @Test
    void equalDraws_equalScore() throws Exception {
        Classifier classifier = new Classifier(2, 2, new Draws(5));

        ClassifierScore first = classifier.score(TRAIN, VALIDATION, TEST);
        ClassifierScore again = classifier.score(TRAIN, VALIDATION, TEST);

        assertThat(again).isEqualTo(first);
    }

    @Test
    void labelsWithoutMeaning_noBetterThanChance() throws Exception {
        LabelledFeatures noise = new LabelledFeatures(rings(300, 4).features(), coins(300));
        LabelledFeatures unseen = new LabelledFeatures(rings(1000, 5).features(), coins(1000));

        assertThat(new Classifier(1, 2, new Draws(1))
                        .score(noise, unseen, unseen)
                        .testAccuracy())
                .isBetween(0.4, 0.6);
    }

    @Test
    void featuresOfAnotherSize_refused() {
        LabelledFeatures three = new LabelledFeatures(new float[4][3], new int[4]);

        assertThatThrownBy(() -> new Classifier(1, 1, new Draws(1)).score(TRAIN, three, TEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feature vectors of 2, 3 and 2 dimensions; expected one size");
    }

    @Test
    void noEpochs_refused() {
        assertThatThrownBy(() -> new Classifier(1, 0, new Draws(1)))
                .hasMessage("a classifier needs at least one hidden layer and one epoch but has 1 and 0");
    }

    @Test
    void labelMissing_refused() {
        assertThatThrownBy(() -> new LabelledFeatures(new float[4][3], new int[3]))
                .hasMessage("3 labels for 4 feature vectors");
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
