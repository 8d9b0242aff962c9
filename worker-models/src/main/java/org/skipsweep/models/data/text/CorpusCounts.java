package org.skipsweep.models.data.text;

import java.io.Serializable;
import java.util.Locale;

/**
 * What was read and what became of it.
 *
 * @param documents that were kept
 * @param words in them
 * @param emptyLines lines without a word, which were dropped
 * @param tooLong documents over the length limit, which were dropped
 * @param specialTokens words of the kept documents that are spelled like a special token, and became {@code <unk>}
 * @param unknownWords words of the kept documents that are not in the vocabulary, the former included; 0 before there is
 *     a vocabulary
 */
public record CorpusCounts(
        int documents, long words, int emptyLines, int tooLong, long specialTokens, long unknownWords)
        implements Serializable {

    /** "10,000 documents, 788,673 words", and what was dropped or changed, if anything was. */
    public String text() {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%,d documents, %,d words", documents, words));
        add(text, emptyLines, "empty lines dropped");
        add(text, tooLong, "documents over the length limit dropped");
        add(text, specialTokens, "words spelled like special tokens");
        add(text, unknownWords, "words not in the vocabulary");
        return text.toString();
    }

    private static void add(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, ", %,d %s", count, what));
        }
    }
}
