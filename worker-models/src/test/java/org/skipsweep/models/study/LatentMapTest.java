package org.skipsweep.models.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.random.Draws;

class LatentMapTest {
    private static final int ITERATIONS = 300;

    @Test
    void cloudsFarApart_farApartInThePlane() {
        LatentMap map = LatentMap.of(Clouds.of(300, 3, 30), new Draws(1), 300, ITERATIONS);

        float[][] points = new float[300][2];
        for (int i = 0; i < points.length; i++) {
            points[i] = new float[] {(float) map.points()[i][0], (float) map.points()[i][1]};
        }
        assertThat(NearestNeighbours.accuracy(new LabelledFeatures(points, map.labels()), 10, new Draws(1)))
                .isEqualTo(1);
    }

    @Test
    void moreThanTheLargest_aRandomPart() {
        LatentMap map = LatentMap.of(Clouds.of(300, 3, 30), new Draws(1), 120, 10);

        assertThat(map.points()).hasDimensions(120, 2);
        assertThat(map.labels()).hasSize(120).contains(0, 1, 2);
    }

    @Test
    void equalDraws_equalMap() {
        LabelledFeatures examples = Clouds.of(150, 3, 5);

        LatentMap first = LatentMap.of(examples, new Draws(4), 150, 50);
        LatentMap again = LatentMap.of(examples, new Draws(4), 150, 50);

        assertThat(again.points()).isDeepEqualTo(first.points());
        assertThat(again.labels()).isEqualTo(first.labels());
    }

    @Test
    void tooFewExamples_refused() {
        assertThatThrownBy(() -> LatentMap.of(Clouds.of(90, 3, 5), new Draws(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a map needs more than 90 examples but got 90");
    }
}
