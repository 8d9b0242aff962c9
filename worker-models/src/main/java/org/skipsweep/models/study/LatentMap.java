package org.skipsweep.models.study;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.random.Shuffle;

/**
 * Points of the plane whose neighbourhoods are those of latents: t-SNE (van der Maaten and Hinton 2008) as Smile
 * computes it, exactly, with perplexity 30, 1,000 iterations and learning rate N / 12 (Belkina and others 2019: N over the
 * early exaggeration), in one thread.
 *
 * @param points [N][2]; only distances mean something
 * @param labels class of each point, [N]
 */
public record LatentMap(double[][] points, int[] labels) implements Serializable {
    /** Examples that a map shows at most: time and memory grow with their square. */
    public static final int LARGEST = 3000;

    private static final double PERPLEXITY = 30;
    private static final double EARLY_EXAGGERATION = 12;

    /** Iterations of a map. */
    public static final int ITERATIONS = 1000;

    /**
     * A map of all examples, or of {@link #LARGEST} random ones. Equal draws give equal maps on the same kind of
     * machine.
     *
     * @param examples more than 90, three times the perplexity
     * @param progress told how many of {@value #ITERATIONS} iterations are done, about every second, in another thread
     * @throws IllegalArgumentException if there are fewer
     * @throws InterruptedException if this thread is interrupted; at once
     */
    public static LatentMap of(LabelledFeatures examples, Draws draws, IntConsumer progress)
            throws InterruptedException {
        return of(examples, draws, LARGEST, ITERATIONS, progress);
    }

    static LatentMap of(LabelledFeatures examples, Draws draws, int largest, int iterations, IntConsumer progress)
            throws InterruptedException {
        int size = Math.min(examples.size(), largest);
        if (size <= 3 * PERPLEXITY) {
            throw new IllegalArgumentException(
                    "a map needs more than " + (int) (3 * PERPLEXITY) + " examples but got " + size);
        }
        RandomGenerator random = draws.of(Purpose.FIGURE, 1);
        int[] chosen = Arrays.copyOf(Shuffle.of(examples.size(), random), size);
        double[][] features = new double[size][examples.dimensions()];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            for (int d = 0; d < features[i].length; d++) {
                features[i][d] = examples.features()[chosen[i]][d];
            }
            labels[i] = examples.labels()[chosen[i]];
        }
        long seed = random.nextLong();
        return new LatentMap(
                WatchedTsne.map(features, PERPLEXITY, size / EARLY_EXAGGERATION, seed, iterations, progress), labels);
    }
}
