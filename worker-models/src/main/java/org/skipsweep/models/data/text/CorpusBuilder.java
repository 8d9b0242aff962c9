package org.skipsweep.models.data.text;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/** Collects documents, dropping those that are empty or too long. */
final class CorpusBuilder {
    private final TextSpec spec;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<int[]> documents = new ArrayList<>();
    private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
    private int emptyLines;
    private int tooLong;
    private int shortest = Integer.MAX_VALUE;

    /** @param spec how documents are cut and which are dropped */
    CorpusBuilder(TextSpec spec) {
        this.spec = spec;
    }

    /** The words of a line, which blanks and tabs separate. */
    static List<String> split(String line) {
        List<String> found = new ArrayList<>();
        StringTokenizer tokenizer = new StringTokenizer(line);
        while (tokenizer.hasMoreTokens()) {
            found.add(tokenizer.nextToken());
        }
        return found;
    }

    /** Adds a document unless it is dropped; whether it was added. */
    boolean add(List<String> document) {
        int length = Math.min(document.size(), spec.firstWords());
        if (length == 0) {
            emptyLines++;
            return false;
        }
        shortest = Math.min(shortest, length);
        if (length > spec.longestSentence()) {
            tooLong++;
            return false;
        }
        documents.add(
                document.subList(0, length).stream().mapToInt(this::number).toArray());
        return true;
    }

    /** Adds a document with its class, unless it is dropped. */
    void add(List<String> document, int label) {
        if (add(document)) {
            labels.write(label);
        }
    }

    private int number(String word) {
        return numbers.computeIfAbsent(word, added -> {
            words.add(added);
            return words.size() - 1;
        });
    }

    /** Words of the shortest document that was added or dropped for its length. */
    int shortest() {
        return shortest;
    }

    Corpus build() {
        return new Corpus(List.copyOf(words), List.copyOf(documents), labels.toByteArray(), emptyLines, tooLong);
    }
}
