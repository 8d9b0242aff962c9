package org.skipsweep.models.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.skipsweep.models.trial.Dataset;

/**
 * The three parts of a corpus as a trial sees them, over one vocabulary.
 *
 * @param dataset which data set
 * @param train to train on
 * @param validation to select the epoch by
 * @param test to report
 * @param checksums as {@link TrialData#checksums}
 */
public record TextData(
        Dataset dataset,
        SentenceSet train,
        SentenceSet validation,
        SentenceSet test,
        SortedMap<String, String> checksums)
        implements TrialData, Serializable {

    /**
     * {@code data} as text.
     *
     * @throws IllegalArgumentException if it holds no text
     */
    public static TextData of(TrialData data) {
        if (data instanceof TextData text) {
            return text;
        }
        throw new IllegalArgumentException("dataset " + data.dataset().label() + " holds no text");
    }

    /** Copies {@code checksums}. */
    public TextData {
        checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
    }
}
