package org.skipsweep.models.data.text;

import java.util.Arrays;
import java.util.List;

/**
 * Documents in the order in which they were read, cut and filtered.
 *
 * @param words the different words, by the numbers that documents have for them
 * @param documents the words of each, none empty
 * @param labels the class of each document, or empty if there are none
 * @param emptyLines lines without a word, which were dropped
 * @param tooLong documents over the length limit, which were dropped
 */
public record Corpus(List<String> words, List<int[]> documents, byte[] labels, int emptyLines, int tooLong) {

    /** The first {@code limit} documents, or all if there are no more than that. */
    Corpus first(int limit) {
        int kept = Math.min(limit, documents.size());
        return new Corpus(
                words,
                documents.subList(0, kept),
                labels.length == 0 ? labels : Arrays.copyOf(labels, kept),
                emptyLines,
                tooLong);
    }

    /** The documents at the given places, which have no labels. */
    Corpus at(int[] places) {
        return new Corpus(words, Arrays.stream(places).mapToObj(documents::get).toList(), labels, emptyLines, tooLong);
    }

    /** How often a word occurs. */
    public long count(String word) {
        int number = words.indexOf(word);
        return documents.stream()
                .flatMapToInt(Arrays::stream)
                .filter(each -> each == number)
                .count();
    }

    /** What it consists of, without regard to a vocabulary. */
    public CorpusCounts counts() {
        return counts(0);
    }

    CorpusCounts counts(long unknownWords) {
        return new CorpusCounts(
                documents.size(),
                documents.stream().mapToLong(document -> document.length).sum(),
                emptyLines,
                tooLong,
                Vocabulary.SPECIAL.stream()
                        .filter(words::contains)
                        .mapToLong(this::count)
                        .sum(),
                unknownWords);
    }
}
