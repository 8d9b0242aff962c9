package org.skipsweep.models.trial;

import java.util.List;
import org.skipsweep.models.trial.value.Range;
import org.skipsweep.models.trial.value.ValueType;

/** The keys that say which part of which text a trial sees. */
public final class TextKeys {
    /** The training file of a corpus of one's own. */
    public static final TrialKey<String> TRAIN = file(
            "text.train",
            """
            For dataset = text: the file to train on, one document per line, words separated by blanks, UTF-8, gzip or not; \
            a path or URI, relative to the data root if it is not absolute.""");

    /** Its validation file. */
    public static final TrialKey<String> VALIDATION = file(
            "text.validation", "The file to select the epoch by, alike; none where text.hold-out takes its place.");

    /** Its test file. */
    public static final TrialKey<String> TEST = file("text.test", "The file to report, alike.");

    /** Documents of the training file that validate. */
    public static final TrialKey<Integer> HOLD_OUT = TrialKey.added(
                    2,
                    "text.hold-out",
                    new ValueType.WholeNumber(),
                    Range.atLeast(0),
                    0,
                    FamilyGroups.TEXT,
                    """
                    So many documents of text.train, drawn by a published seed, validate and are not trained on; 0 takes \
                    text.validation.""")
            .where(DataKeys.DATASET, Dataset.TEXT);

    /** Entries of the vocabulary. */
    public static final TrialKey<Integer> VOCABULARY_SIZE = TrialKey.added(
            2,
            "vocabulary-size",
            new ValueType.Count(),
            Range.atLeast(5),
            DataSpec.ALL,
            FamilyGroups.TEXT,
            """
            Entries of the vocabulary, the four special tokens included: the most frequent words of the training file; \
            other words become <unk>. A number, or all.""");

    /** Words of the longest document that is kept. */
    public static final TrialKey<Integer> LONGEST_SENTENCE = TrialKey.added(
            2,
            "longest-sentence",
            new ValueType.WholeNumber(),
            Range.atLeast(1),
            200,
            FamilyGroups.TEXT,
            "Longer documents, in words, are dropped and counted.");

    /** Words that are kept of each document. */
    public static final TrialKey<Integer> FIRST_WORDS = TrialKey.added(
            2,
            "first-words",
            new ValueType.Count(),
            Range.atLeast(1),
            DataSpec.ALL,
            FamilyGroups.TEXT,
            "Keep only so many words of the beginning of each document, before its length is looked at; a number, or all.");

    static final List<TrialKey<?>> ALL =
            List.of(TRAIN, VALIDATION, TEST, HOLD_OUT, VOCABULARY_SIZE, LONGEST_SENTENCE, FIRST_WORDS);

    private TextKeys() {}

    private static TrialKey<String> file(String name, String text) {
        return TrialKey.added(2, name, new ValueType.Text(), Range.any(), "", FamilyGroups.TEXT, text)
                .where(DataKeys.DATASET, Dataset.TEXT);
    }
}
