package org.skipsweep.models.study;

import java.io.Serializable;
import java.util.Arrays;
import org.skipsweep.models.data.Batch;

/**
 * Feature vectors with a class each. The arrays are shared, not copied: nobody may write to them.
 *
 * @param features [N][D]
 * @param labels class of each example, [N], counted from 0
 */
public record LabelledFeatures(float[][] features, int[] labels) implements Serializable {

    /** @throws IllegalArgumentException if there is no example, or not a label for each, or a label below 0 */
    public LabelledFeatures {
        if (features.length == 0 || labels.length != features.length) {
            throw new IllegalArgumentException(labels.length + " labels for " + features.length + " feature vectors");
        }
        if (Arrays.stream(labels).anyMatch(label -> label < 0)) {
            throw new IllegalArgumentException("labels must be at least 0");
        }
    }

    /** Number of examples, N. */
    public int size() {
        return features.length;
    }

    /** Size of a feature vector, D. */
    public int dimensions() {
        return features[0].length;
    }

    /** One more than the highest label. */
    public int classes() {
        return Arrays.stream(labels).max().orElseThrow() + 1;
    }

    /** The examples at {@code count} entries of {@code order} from {@code from} on; their labels are its tokens. */
    Batch batch(int[] order, int from, int count) {
        float[] reals = new float[count * dimensions()];
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++) {
            int example = order[from + i];
            System.arraycopy(features[example], 0, reals, i * dimensions(), dimensions());
            tokens[i] = labels[example];
        }
        return new Batch(count, 1, reals, tokens);
    }
}
