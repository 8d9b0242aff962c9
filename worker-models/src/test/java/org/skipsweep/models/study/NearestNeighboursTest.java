package org.skipsweep.models.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.random.Draws;

class NearestNeighboursTest {
    @Test
    void cloudsFarApart_allRight() {
        assertThat(NearestNeighbours.accuracy(Clouds.of(200, 4, 100), 10, new Draws(1)))
                .isEqualTo(1);
    }

    @Test
    void cloudsOnOneSpot_chance() {
        assertThat(NearestNeighbours.accuracy(Clouds.of(4000, 4, 0), 10, new Draws(1)))
                .isCloseTo(0.25, within(0.04));
    }

    @Test
    void oneNeighbour_theNearestDecides() {
        float[][] onALine = new float[100][];
        int[] labels = new int[100];
        for (int i = 0; i < 100; i++) {
            onALine[i] = new float[] {i < 50 ? i : 1000 + i};
            labels[i] = i < 50 ? 0 : 1;
        }

        assertThat(NearestNeighbours.accuracy(new LabelledFeatures(onALine, labels), 1, new Draws(2)))
                .isEqualTo(1);
    }

    @Test
    void tooFewExamples_refused() {
        assertThatThrownBy(() -> NearestNeighbours.accuracy(Clouds.of(19, 2, 1), 10, new Draws(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10 neighbours from one half of 19 examples");
    }
}
