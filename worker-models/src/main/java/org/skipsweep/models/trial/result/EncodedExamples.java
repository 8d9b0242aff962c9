package org.skipsweep.models.trial.result;

import java.util.List;
import java.util.Optional;

/**
 * Approximate posteriors of examples of any origin: q(z|x_i) = N(posteriorMean_i, diag exp(logVariance_i)).
 *
 * @param numbers where each example stands in its file, [N]: the line of a document, counted from 1, or the index of an image,
 *     counted from 0
 * @param texts the documents, [N]; empty for images
 * @param posteriorMean [N][D]
 * @param logVariance [N][D]
 */
public record EncodedExamples(
        int[] numbers, Optional<List<String>> texts, double[][] posteriorMean, double[][] logVariance) {

    /** @throws IllegalArgumentException if there are not as many of everything */
    public EncodedExamples {
        int size = numbers.length;
        if (posteriorMean.length != size
                || logVariance.length != size
                || texts.filter(list -> list.size() != size).isPresent()) {
            throw new IllegalArgumentException("encoded examples differ in their number");
        }
    }

    /** Number of examples, N. */
    public int examples() {
        return numbers.length;
    }
}
