package org.skipsweep.models.data.text;

import org.skipsweep.models.trial.DataKeys;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.TextKeys;
import org.skipsweep.models.trial.TrialSpec;

/**
 * Which text a trial sees.
 *
 * @param vocabularySize entries of the vocabulary, the special tokens included, at most; {@link DataSpec#ALL} for all
 * @param longestSentence longer documents are dropped, in words
 * @param firstWords words that are kept of each document, before its length is looked at; {@link DataSpec#ALL} for all
 * @param trainExamples documents to train on, the first ones of those that are not dropped; {@link DataSpec#ALL} for all
 * @param validationExamples likewise for the part that selects the epoch
 * @param testExamples likewise for the part that is reported
 * @param holdOut documents of the training file that validate; 0 where there is a part of its own
 */
public record TextSpec(
        int vocabularySize,
        int longestSentence,
        int firstWords,
        int trainExamples,
        int validationExamples,
        int testExamples,
        int holdOut) {

    /** All documents up to a length, whole. */
    static TextSpec upTo(int longestSentence) {
        return new TextSpec(DataSpec.ALL, longestSentence, DataSpec.ALL, DataSpec.ALL, DataSpec.ALL, DataSpec.ALL, 0);
    }

    /** That of a trial on text. */
    public static TextSpec of(TrialSpec spec) {
        return new TextSpec(
                spec.get(TextKeys.VOCABULARY_SIZE),
                spec.get(TextKeys.LONGEST_SENTENCE),
                spec.get(TextKeys.FIRST_WORDS),
                spec.get(DataKeys.TRAIN_EXAMPLES),
                spec.get(DataKeys.VALIDATION_EXAMPLES),
                spec.get(DataKeys.TEST_EXAMPLES),
                spec.find(TextKeys.HOLD_OUT).orElse(0));
    }

    /** The same, where no document has more than {@code words} words anyway. */
    TextSpec bounded(int words) {
        return new TextSpec(
                vocabularySize,
                Math.min(words, longestSentence),
                firstWords,
                trainExamples,
                validationExamples,
                testExamples,
                holdOut);
    }

    /** Words of the longest document that can occur. */
    int longest() {
        return Math.min(longestSentence, firstWords);
    }
}
