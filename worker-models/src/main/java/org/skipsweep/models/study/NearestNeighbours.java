package org.skipsweep.models.study;

import java.util.stream.IntStream;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.random.Shuffle;

/** How well the nearest neighbours of an example, by Euclidean distance, tell its class. */
public final class NearestNeighbours {
    private NearestNeighbours() {}

    /**
     * Share of one half of the examples whose class is the most frequent one among the k nearest of the other half; of
     * equally frequent classes the one with the nearest example counts. All distances are computed: N^2 D / 4 products.
     *
     * @param examples at least k + 1 in each half
     * @param k neighbours that vote
     * @param draws decides on the halves
     * @return 0 to 1
     * @throws IllegalArgumentException if there are fewer than 2 k examples
     */
    public static double accuracy(LabelledFeatures examples, int k, Draws draws) {
        int size = examples.size();
        if (size < 2 * k) {
            throw new IllegalArgumentException(k + " neighbours from one half of " + size + " examples");
        }
        int[] order = Shuffle.of(size, draws.of(Purpose.FIGURE, 0));
        int half = size / 2;
        long correct = IntStream.range(half, size)
                .filter(i -> vote(examples, order, half, order[i], k) == examples.labels()[order[i]])
                .count();
        return correct / (double) (size - half);
    }

    private static int vote(LabelledFeatures examples, int[] order, int half, int query, int k) {
        double[] distances = new double[k];
        int[] nearest = new int[k];
        int found = 0;
        for (int i = 0; i < half; i++) {
            double worst = found < k ? Double.POSITIVE_INFINITY : distances[k - 1];
            double distance = squaredDistance(examples.features()[query], examples.features()[order[i]]);
            if (distance < worst) {
                int place = found < k ? found++ : k - 1;
                while (place > 0 && distances[place - 1] > distance) {
                    distances[place] = distances[place - 1];
                    nearest[place] = nearest[place - 1];
                    place--;
                }
                distances[place] = distance;
                nearest[place] = examples.labels()[order[i]];
            }
        }
        return mostFrequent(nearest, examples.classes());
    }

    /** The most frequent class; of several the one that comes first in {@code labels}. */
    private static int mostFrequent(int[] labels, int classes) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        int best = labels[0];
        for (int label : labels) {
            if (counts[label] > counts[best]) {
                best = label;
            }
        }
        return best;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            double difference = a[d] - b[d];
            sum += difference * difference;
        }
        return sum;
    }
}
