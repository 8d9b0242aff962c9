package org.skipsweep.models.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
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

    /** What each part holds, and what was dropped or changed. */
    @Override
    public List<String> notes() {
        return List.of(note("training", train), note("validation", validation), note("test", test));
    }

    private String note(String part, SentenceSet sentences) {
        return dataset.label() + ", " + part + ": " + sentences.counts().text();
    }

    /** Copies {@code checksums}. */
    public TextData {
        checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
    }
}
