package org.skipsweep.models.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.skipsweep.models.trial.random.Draws;
import smile.manifold.TSNE;

class LatentMapTest {
    private static final int ITERATIONS = 300;

    @Test
    void cloudsFarApart_farApartInThePlane() throws InterruptedException {
        LatentMap map = LatentMap.of(Clouds.of(300, 3, 30), new Draws(1), 300, ITERATIONS, done -> {});

        float[][] points = new float[300][2];
        for (int i = 0; i < points.length; i++) {
            points[i] = new float[] {(float) map.points()[i][0], (float) map.points()[i][1]};
        }
        assertThat(NearestNeighbours.accuracy(new LabelledFeatures(points, map.labels()), 10, new Draws(1)))
                .isEqualTo(1);
    }

    @Test
    void moreThanTheLargest_aRandomPart() throws InterruptedException {
        LatentMap map = LatentMap.of(Clouds.of(300, 3, 30), new Draws(1), 120, 10, done -> {});

        assertThat(map.points()).hasDimensions(120, 2);
        assertThat(map.labels()).hasSize(120).contains(0, 1, 2);
    }

    @Test
    void equalDraws_equalMap() throws InterruptedException {
        LabelledFeatures examples = Clouds.of(150, 3, 5);

        LatentMap first = LatentMap.of(examples, new Draws(4), 150, 50, done -> {});
        LatentMap again = LatentMap.of(examples, new Draws(4), 150, 50, done -> {});

        assertThat(again.points()).isDeepEqualTo(first.points());
        assertThat(again.labels()).isEqualTo(first.labels());
    }

    @Test
    void map_isThatOfSmile_andTellsHowFarItIs() throws InterruptedException {
        LabelledFeatures examples = Clouds.of(400, 3, 5);
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        double[][] features = new double[examples.size()][3];
        for (int i = 0; i < features.length; i++) {
            for (int d = 0; d < 3; d++) {
                features[i][d] = examples.features()[i][d];
            }
        }

        smile.math.Math.setSeed(3);
        WatchedTsne watched = new WatchedTsne(features, 30, 400 / 12.0);
        watched.learn(ITERATIONS, told::add, () -> false);
        smile.math.Math.setSeed(3);
        TSNE plain = new TSNE(features, 2, 30, 400 / 12.0, ITERATIONS);

        assertThat(watched.getCoordinates()).isDeepEqualTo(plain.getCoordinates());
        assertThat(told).isSorted().last().isEqualTo(ITERATIONS);
    }

    @Test
    @Timeout(300)
    void interrupted_ends_andLeavesNoThread() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch moves = new CountDownLatch(1);
        Thread asking = new Thread(() -> {
            try {
                LatentMap.of(Clouds.of(300, 3, 5), new Draws(1), 300, Integer.MAX_VALUE, done -> {
                    if (done > 0) {
                        moves.countDown();
                    }
                });
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        asking.start();
        moves.await();
        List<Thread> working = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(WatchedTsne.THREAD))
                .toList();

        asking.interrupt();

        asking.join();
        assertThat(thrown).hasValueMatching(InterruptedException.class::isInstance);
        assertThat(working).hasSize(1);
        working.get(0).join();
    }

    @Test
    void tooFewExamples_refused() {
        assertThatThrownBy(() -> LatentMap.of(Clouds.of(90, 3, 5), new Draws(1), done -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a map needs more than 90 examples but got 90");
    }
}
