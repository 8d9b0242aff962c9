package org.skipsweep.driver.reduce.paper;

import java.util.List;
import java.util.stream.Collectors;
import org.skipsweep.driver.reduce.result.ExampleCounts;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.TrainingKeys;
import org.skipsweep.models.trial.TrialKey;

/**
 * What the trials of a table take in the paper.
 *
 * @param epochs passes over the training set
 * @param examples what models learn from, in the plural: {@code images}
 * @param sources where these come from, all of them
 * @param least what else trials must be set to at least, where they have the key
 */
public record FullRun(int epochs, String examples, List<Source> sources, List<Least> least) {

    /** Copies the lists. */
    public FullRun {
        sources = List.copyOf(sources);
        least = List.copyOf(least);
    }

    /**
     * A setting that a smaller one makes cheaper.
     *
     * @param value the paper's, {@link DataSpec#ALL} for no limit
     */
    public record Least(TrialKey<Integer> key, int value) {
        private boolean reached(KeyValues settings) {
            return settings.number(key).orElse(DataSpec.ALL) >= value;
        }

        private String phrase() {
            return key + " " + key.type().text(value);
        }
    }

    /** Whether trials took as much, of any of the sources. */
    boolean reached(KeyValues settings, ExampleCounts counts) {
        return settings.number(TrainingKeys.EPOCHS).orElse(0) >= epochs
                && least.stream().allMatch(setting -> setting.reached(settings))
                && settings.find(DataKeys.DATASET)
                        .map(dataset -> sources.stream()
                                .filter(source -> source.datasets().contains(dataset))
                                .anyMatch(source -> source.coveredBy(counts)))
                        .orElse(false);
    }

    /** "100 epochs on all of MNIST and of Omniglot". */
    String phrase() {
        return epochs + " epochs on all of "
                + sources.stream().map(Source::title).collect(Collectors.joining(" and of "))
                + least.stream().map(setting -> ", " + setting.phrase()).collect(Collectors.joining());
    }
}
