package org.skipsweep.models.data.text;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.skipsweep.models.data.file.StoredFile;

/**
 * Numbers for words: the special tokens {@code <pad>} 0, {@code <unk>} 1, {@code <s>} 2 and {@code </s>} 3, then words by
 * falling frequency, those of equal frequency in the order of {@link String#compareTo} (model spec B.1).
 */
public final class Vocabulary implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Fills up batches elsewhere; never occurs here. */
    public static final int PAD = 0;
    /** Stands for every word that is not in the vocabulary. */
    public static final int UNKNOWN = 1;
    /** Begins every sequence. */
    public static final int START = 2;
    /** Ends every sequence. */
    public static final int END = 3;

    /** The special tokens, in the order of their numbers. */
    public static final List<String> SPECIAL = List.of("<pad>", "<unk>", "<s>", "</s>");

    private final ArrayList<String> words;
    private final HashMap<String, Integer> ids = new HashMap<>();
    private final String digest;

    private Vocabulary(List<String> words) {
        this.words = new ArrayList<>(words);
        for (int id = 0; id < words.size(); id++) {
            ids.put(words.get(id), id);
        }
        digest = HexFormat.of()
                .formatHex(
                        StoredFile.newSha256().digest(String.join("\n", words).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The given words behind the special tokens, in their order.
     *
     * @param size entries to keep, the special tokens included
     */
    public static Vocabulary of(List<String> words, int size) {
        List<String> all = new ArrayList<>(SPECIAL);
        all.addAll(words.subList(0, Math.min(words.size(), size - SPECIAL.size())));
        return new Vocabulary(all);
    }

    /**
     * The most frequent words of a corpus.
     *
     * @param size entries to keep, the special tokens included
     */
    public static Vocabulary of(Corpus corpus, int size) {
        long[] frequency = new long[corpus.words().size()];
        corpus.documents().forEach(document -> {
            for (int word : document) {
                frequency[word]++;
            }
        });
        Map<String, Long> counted = new HashMap<>();
        for (int word = 0; word < frequency.length; word++) {
            if (frequency[word] > 0 && !SPECIAL.contains(corpus.words().get(word))) {
                counted.put(corpus.words().get(word), frequency[word]);
            }
        }
        List<String> byFrequency = counted.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        return of(byFrequency, size);
    }

    /** Number of entries, the special tokens included. */
    public int size() {
        return words.size();
    }

    /** The number of a word; {@link #UNKNOWN} if it is not in the vocabulary or spelled like a special token. */
    public int id(String word) {
        return SPECIAL.contains(word) ? UNKNOWN : ids.getOrDefault(word, UNKNOWN);
    }

    /**
     * The word of a number.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public String word(int id) {
        return words.get(id);
    }

    /** The sequence of a document: its words between {@link #START} and {@link #END}; words are separated by blanks. */
    public int[] sequence(String document) {
        List<String> split = CorpusBuilder.split(document);
        int[] tokens = new int[split.size() + 2];
        tokens[0] = START;
        for (int i = 0; i < split.size(); i++) {
            tokens[i + 1] = id(split.get(i));
        }
        tokens[tokens.length - 1] = END;
        return tokens;
    }

    /** The words of a sequence up to its end, separated by blanks; its start and padding are left out. */
    public String text(int[] tokens) {
        StringJoiner text = new StringJoiner(" ");
        for (int token : tokens) {
            if (token == END) {
                break;
            }
            if (token != START && token != PAD) {
                text.add(word(token));
            }
        }
        return text.toString();
    }

    /** SHA-256 over all words in order, in hexadecimal: equal for equal vocabularies only. */
    public String digest() {
        return digest;
    }
}
