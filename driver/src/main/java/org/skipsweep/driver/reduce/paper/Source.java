package org.skipsweep.driver.reduce.paper;

import java.util.Set;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.models.trial.Dataset;

/**
 * Examples that the paper uses.
 *
 * @param title name in sentences
 * @param label name in the paper's numbers as {@link PaperTables} gives them
 * @param datasets the data sets of ours, by label, that hold these examples
 * @param trainExamples training examples of a full run
 * @param validationExamples validation examples of a full run, which choose the epoch
 * @param testExamples test examples of a full run
 */
public record Source(
        String title, String label, Set<String> datasets, int trainExamples, int validationExamples, int testExamples) {
    /** Handwritten digits. */
    public static final Source MNIST = new Source(
            "MNIST", "mnist", Set.of(Dataset.MNIST.label(), Dataset.BINARIZED_MNIST.label()), 50_000, 10_000, 10_000);

    /** Handwritten characters. */
    public static final Source OMNIGLOT =
            new Source("Omniglot", "omniglot", Set.of(Dataset.OMNIGLOT.label()), 22_345, 2_000, 8_070);

    /** Questions and answers. */
    public static final Source YAHOO =
            new Source("Yahoo", "yahoo", Set.of(Dataset.YAHOO.label()), 100_000, 10_000, 10_000);

    /** Copies the set. */
    public Source {
        datasets = Set.copyOf(datasets);
    }

    /** Whether trials had all of these examples. */
    boolean coveredBy(ExampleCounts counts) {
        return counts.train().orElse(0) >= trainExamples
                && counts.validation().orElse(0) >= validationExamples
                && counts.test().orElse(0) >= testExamples;
    }
}
