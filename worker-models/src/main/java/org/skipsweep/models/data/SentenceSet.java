package org.skipsweep.models.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.skipsweep.models.data.text.CorpusCounts;
import org.skipsweep.models.data.text.Vocabulary;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.random.Draws;

/**
 * Sentences by rising length, those of one length in the order in which they were read. The arrays are shared, not copied:
 * nobody may write to them.
 *
 * @param vocabulary the words
 * @param longest words of the longest sentence that could occur
 * @param sentences the words of each, at least one, without tokens for start and end
 * @param labels the class of each sentence, or empty if the set has no labels
 * @param counts what they were made from
 */
public record SentenceSet(Vocabulary vocabulary, int longest, int[][] sentences, byte[] labels, CorpusCounts counts)
        implements Examples, Serializable {

    /** @throws IllegalArgumentException if sentences are out of order or empty, or there is not a label for each */
    public SentenceSet {
        int length = 1;
        for (int[] sentence : sentences) {
            if (sentence.length < length) {
                throw new IllegalArgumentException("sentences are not sorted by length, or empty");
            }
            length = sentence.length;
        }
        if (labels.length != 0 && labels.length != sentences.length) {
            throw new IllegalArgumentException(labels.length + " labels for " + sentences.length + " sentences");
        }
    }

    /** The sentences by rising length. */
    public static SentenceSet sorted(
            Vocabulary vocabulary, int longest, int[][] sentences, byte[] labels, CorpusCounts counts) {
        int[] order = byLength(Arrays.asList(sentences));
        int[][] sorted = new int[order.length][];
        byte[] sortedLabels = new byte[labels.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = sentences[order[i]];
            if (labels.length != 0) {
                sortedLabels[i] = labels[order[i]];
            }
        }
        return new SentenceSet(vocabulary, longest, sorted, sortedLabels, counts);
    }

    /** The places of sentences in {@code sentences} by rising length, those of one length in their order. */
    public static int[] byLength(List<int[]> sentences) {
        return IntStream.range(0, sentences.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> sentences.get(index).length))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The first {@code limit} sentences, or this set if it has no more than that. */
    public SentenceSet first(int limit) {
        return limit >= size()
                ? this
                : new SentenceSet(
                        vocabulary,
                        longest,
                        Arrays.copyOf(sentences, limit),
                        labels.length == 0 ? labels : Arrays.copyOf(labels, limit),
                        counts);
    }

    @Override
    public int size() {
        return sentences.length;
    }

    /** Words of the sentence at an index, without the tokens for start and end. */
    public int words(int index) {
        return sentences[index].length;
    }

    /** The sentence at an index as text; words that are not in the vocabulary show as {@code <unk>}. */
    public String text(int index) {
        return vocabulary.text(sentences[index]);
    }

    @Override
    public OptionalInt label(int index) {
        return labels.length == 0 ? OptionalInt.empty() : OptionalInt.of(labels[index]);
    }

    @Override
    public OptionalLong predictedTokens() {
        return OptionalLong.of(
                Arrays.stream(sentences).mapToLong(words -> words.length + 1L).sum());
    }

    @Override
    public DataShape shape() {
        return new DataShape.Sequences(vocabulary.size(), longest, vocabulary.digest());
    }

    /** {@inheritDoc} The sentences of a minibatch have one length and stay together in every epoch. */
    @Override
    public Batches shuffled(int batchSize, Draws draws) {
        return new EqualLengthBatches(this, batchSize, draws);
    }

    /** {@inheritDoc} The sentences of a minibatch have one length. */
    @Override
    public Iterator<Batch> inOrder(int batchSize) {
        int[] order = IntStream.range(0, size()).toArray();
        int[] starts = EqualLengthBatches.starts(this, order, batchSize);
        return IntStream.range(0, starts.length - 1)
                .mapToObj(index -> batch(order, starts[index], starts[index + 1]))
                .iterator();
    }

    /**
     * The sentences at some entries of {@code order}, which have one length of n words: tokens [size, n + 2] with those for
     * start and end.
     */
    Batch batch(int[] order, int from, int to) {
        int length = words(order[from]) + 2;
        int[] tokens = new int[(to - from) * length];
        for (int i = from; i < to; i++) {
            int start = (i - from) * length;
            tokens[start] = Vocabulary.START;
            System.arraycopy(sentences[order[i]], 0, tokens, start + 1, length - 2);
            tokens[start + length - 1] = Vocabulary.END;
        }
        return Batch.ofTokens(to - from, length, tokens);
    }
}
