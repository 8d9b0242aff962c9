package org.skipsweep.driver.reduce.paper;

import java.util.List;
import java.util.Optional;
import org.skipsweep.driver.reduce.claim.ClaimCheck;
import org.skipsweep.driver.reduce.result.KeyValues;
import org.skipsweep.models.trial.ModelKeys;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.result.Metric;

/**
 * A table of the paper.
 *
 * @param number in the paper
 * @param models its models, in the order of its rows
 * @param keys that tell its cells apart, beside the model; the numbers have a column for each
 * @param shared what all its cells have beside; a trial without it is none of them
 * @param metrics its columns, in order
 * @param fullRun what its trials take in the paper
 * @param checks what the paper says about it, checked on trials of its models
 * @param doubts what is doubtful about its numbers, as sentences
 */
public record PaperTable(
        int number,
        List<PaperModel> models,
        List<TrialKey<?>> keys,
        KeyValues shared,
        List<Metric> metrics,
        FullRun fullRun,
        List<ClaimCheck> checks,
        List<String> doubts) {

    /** Passes over the training set of every trial on images in the paper. */
    public static final int EPOCHS = 100;

    /** Copies the lists. */
    public PaperTable {
        models = List.copyOf(models);
        keys = List.copyOf(keys);
        metrics = List.copyOf(metrics);
        checks = List.copyOf(checks);
        doubts = List.copyOf(doubts);
    }

    /** Its name as {@code reduce} takes it: {@code table2}. */
    public String label() {
        return "table" + number;
    }

    /** Whether trials with those settings are of one of its models. */
    boolean covers(KeyValues settings) {
        return model(settings).isPresent();
    }

    /** The model of trials with those settings, if it is one of the table's. */
    Optional<PaperModel> model(KeyValues settings) {
        return models.stream()
                .filter(model -> settings.include(model.settings()))
                .findFirst();
    }

    /** Whether trials with those settings are of one of its models, with all that its cells share. */
    boolean contains(KeyValues settings) {
        return covers(settings) && settings.include(shared);
    }

    /** The keys that the names of its models tell, beside the family. */
    List<TrialKey<?>> named() {
        return TrialKeys.all().stream()
                .filter(key -> !key.equals(ModelKeys.MODEL))
                .filter(key -> models.stream()
                        .anyMatch(model -> model.settings().find(key).isPresent()))
                .toList();
    }

    /** "a full run of Table 3 takes 100 epochs on all of MNIST". */
    String fullRunPhrase() {
        return "a full run of Table " + number + " takes " + fullRun.phrase();
    }
}
