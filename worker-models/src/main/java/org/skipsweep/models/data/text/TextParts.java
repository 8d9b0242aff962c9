package org.skipsweep.models.data.text;

import java.util.Arrays;
import java.util.SortedMap;
import org.skipsweep.models.data.Binarizer;
import org.skipsweep.models.data.DataException;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.TextData;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Shuffle;

/**
 * The documents of the three parts, limited as a trial wants them.
 *
 * @param spec the limits
 * @param train to train on
 * @param validation to select the epoch by
 * @param test to report
 */
record TextParts(TextSpec spec, Corpus train, Corpus validation, Corpus test) {

    /** Three parts, of each the first documents. */
    static TextParts limited(TextSpec spec, Corpus train, Corpus validation, Corpus test) {
        return new TextParts(
                spec,
                train.first(spec.trainExamples()),
                validation.first(spec.validationExamples()),
                test.first(spec.testExamples()));
    }

    /**
     * Likewise, with documents of the training file that validate: always the same ones of a file, drawn by
     * {@link Binarizer#PUBLISHED_SEED}; both parts keep the order of the file.
     *
     * @param name of the training file, for the message
     * @throws DataException if no document is left to train on
     */
    static TextParts heldOut(TextSpec spec, String name, Corpus train, Corpus test) {
        int size = train.documents().size();
        if (spec.holdOut() >= size) {
            throw new DataException(name + ": text.hold-out = " + spec.holdOut() + " leaves none of its " + size
                    + " documents to train on; hold out fewer");
        }
        int[] order = Shuffle.of(size, new Draws(Binarizer.PUBLISHED_SEED).of(Draws.Purpose.SPLIT, 0));
        int[] held = Arrays.copyOf(order, spec.holdOut());
        int[] rest = Arrays.copyOfRange(order, spec.holdOut(), size);
        Arrays.sort(held);
        Arrays.sort(rest);
        return limited(spec, train.at(rest), train.at(held), test);
    }

    /** The words of the documents that are trained on, as a vocabulary of the size wanted. */
    Vocabulary vocabulary() {
        return Vocabulary.of(train, spec.vocabularySize());
    }

    /** The parts as sequences of tokens. */
    TextData encoded(Dataset dataset, Vocabulary vocabulary, SortedMap<String, String> checksums) {
        return new TextData(
                dataset,
                encoded(train, vocabulary, spec.longest()),
                encoded(validation, vocabulary, spec.longest()),
                encoded(test, vocabulary, spec.longest()),
                checksums);
    }

    /**
     * Documents as sequences of tokens.
     *
     * @param longest words of the longest document that could occur
     */
    static SentenceSet encoded(Corpus corpus, Vocabulary vocabulary, int longest) {
        int[] ids = corpus.words().stream().mapToInt(vocabulary::id).toArray();
        int[][] sentences = corpus.documents().stream()
                .map(document -> Arrays.stream(document).map(word -> ids[word]).toArray())
                .toArray(int[][]::new);
        long unknown = Arrays.stream(sentences)
                .flatMapToInt(Arrays::stream)
                .filter(id -> id == Vocabulary.UNKNOWN)
                .count();
        return SentenceSet.sorted(vocabulary, longest, sentences, corpus.labels(), corpus.counts(unknown));
    }
}
