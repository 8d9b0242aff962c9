package org.skipsweep.models.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.random.Shuffle;

/**
 * Minibatches of sentences of one length (model spec B.1): the sentences are shuffled once, sorted by length and cut; what is
 * together in a minibatch stays so for the whole training, and every epoch has the minibatches in an order of its own.
 */
final class EqualLengthBatches implements Batches {
    private static final int BEFORE_THE_FIRST_EPOCH = 0;

    private final SentenceSet sentences;
    private final Draws draws;
    private final int[] order;
    private final int[] starts;

    EqualLengthBatches(SentenceSet sentences, int batchSize, Draws draws) {
        this.sentences = sentences;
        this.draws = draws;
        int[] shuffled = Shuffle.of(sentences.size(), draws.of(Purpose.EPOCH_ORDER, BEFORE_THE_FIRST_EPOCH));
        this.order = Arrays.stream(shuffled)
                .boxed()
                .sorted(Comparator.comparingInt(sentences::words))
                .mapToInt(Integer::intValue)
                .toArray();
        this.starts = starts(sentences, order, batchSize);
    }

    /**
     * Where the minibatches of sentences that stand sorted by length begin in {@code order}, and behind them the end of it.
     */
    static int[] starts(SentenceSet sentences, int[] order, int batchSize) {
        IntStream.Builder starts = IntStream.builder();
        int start = 0;
        for (int i = 0; i < order.length; i++) {
            boolean next = i - start == batchSize || sentences.words(order[i]) != sentences.words(order[start]);
            if (i == 0 || next) {
                starts.add(i);
                start = i;
            }
        }
        return starts.add(order.length).build().toArray();
    }

    @Override
    public int perEpoch() {
        return starts.length - 1;
    }

    @Override
    public int examples() {
        return order.length;
    }

    @Override
    public Epoch epoch(int epoch) {
        int[] batches = Shuffle.of(perEpoch(), draws.of(Purpose.EPOCH_ORDER, epoch));
        return (index, step) -> sentences.batch(order, starts[batches[index]], starts[batches[index] + 1]);
    }
}
