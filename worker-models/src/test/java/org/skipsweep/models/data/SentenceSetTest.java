package org.skipsweep.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.data.text.CorpusCounts;
import org.skipsweep.models.data.text.Vocabulary;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.random.Draws;

class SentenceSetTest {
    private static final int BATCH = 4;
    private static final Vocabulary VOCABULARY =
            Vocabulary.of(IntStream.range(0, 50).mapToObj(i -> "w" + i).toList(), DataSpec.ALL);
    private static final CorpusCounts COUNTS = new CorpusCounts(50, 0, 0, 0, 0, 0);
    /** Fifty sentences of 1 to 7 words; each begins with a word of its own and is labelled with it. */
    private static final SentenceSet SET = set();

    private static SentenceSet set() {
        int[][] sentences = IntStream.range(0, 50)
                .mapToObj(i -> IntStream.range(0, 1 + i * i % 7)
                        .map(word -> word == 0 ? 4 + i : 4 + word)
                        .toArray())
                .toArray(int[][]::new);
        byte[] labels = new byte[50];
        for (int i = 0; i < 50; i++) {
            labels[i] = (byte) (4 + i);
        }
        return SentenceSet.sorted(VOCABULARY, 7, sentences, labels, COUNTS);
    }

    private static List<Batch> epoch(Batches batches, int epoch) {
        return IntStream.range(0, batches.perEpoch())
                .mapToObj(index -> batches.epoch(epoch).at(index, 1))
                .toList();
    }

    /** The first words of a minibatch's sentences. */
    private static List<Integer> firsts(Batch batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(row -> batch.tokens()[row * batch.length() + 1])
                .toList();
    }

    @Test
    void sentences_standByLength_thoseOfOneLengthAsTheyCame() {
        for (int i = 1; i < SET.size(); i++) {
            assertThat(SET.words(i)).isGreaterThanOrEqualTo(SET.words(i - 1));
            if (SET.words(i) == SET.words(i - 1)) {
                assertThat(SET.label(i).orElseThrow())
                        .isGreaterThan(SET.label(i - 1).orElseThrow());
            }
        }
    }

    @Test
    void inOrder_isTheOrderOfIndices_inMinibatchesOfOneLength() {
        List<Integer> seen = new ArrayList<>();
        SET.inOrder(BATCH).forEachRemaining(batch -> {
            wellFormed(batch);
            seen.addAll(firsts(batch));
        });
        assertThat(seen)
                .isEqualTo(IntStream.range(0, SET.size())
                        .mapToObj(i -> SET.label(i).orElseThrow())
                        .toList());
    }

    private static void wellFormed(Batch batch) {
        assertThat(batch.size()).isBetween(1, BATCH);
        assertThat(batch.tokens()).hasSize(batch.size() * batch.length());
        for (int row = 0; row < batch.size(); row++) {
            int start = row * batch.length();
            assertThat(batch.tokens()[start]).isEqualTo(Vocabulary.START);
            assertThat(batch.tokens()[start + batch.length() - 1]).isEqualTo(Vocabulary.END);
            for (int i = 1; i < batch.length() - 1; i++) {
                assertThat(batch.tokens()[start + i]).isGreaterThanOrEqualTo(4);
            }
        }
    }

    @Test
    void epoch_hasEachSentenceOnce() {
        Batches batches = SET.shuffled(BATCH, new Draws(3));
        assertThat(batches.examples()).isEqualTo(50);
        for (int epoch = 1; epoch <= 3; epoch++) {
            List<Batch> found = epoch(batches, epoch);
            found.forEach(SentenceSetTest::wellFormed);
            assertThat(found.stream().flatMap(batch -> firsts(batch).stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(4, 54).boxed().toList());
        }
    }

    @Test
    void composition_isTheSameInEveryEpoch_theOrderIsNot() {
        Batches batches = SET.shuffled(BATCH, new Draws(3));
        List<List<Integer>> first =
                epoch(batches, 1).stream().map(SentenceSetTest::firsts).toList();
        List<List<Integer>> second =
                epoch(batches, 2).stream().map(SentenceSetTest::firsts).toList();
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    }

    @Test
    void batches_followFromTheSeed() {
        List<List<Integer>> one = epoch(SET.shuffled(BATCH, new Draws(3)), 2).stream()
                .map(SentenceSetTest::firsts)
                .toList();
        assertThat(epoch(SET.shuffled(BATCH, new Draws(3)), 2).stream().map(SentenceSetTest::firsts))
                .containsExactlyElementsOf(one);
        assertThat(epoch(SET.shuffled(BATCH, new Draws(4)), 1).stream().map(SentenceSetTest::firsts))
                .doesNotContainSequence(one);
    }

    @Test
    void sentencesOutOfOrder_areRefused() {
        assertThatThrownBy(() -> new SentenceSet(VOCABULARY, 2, new int[][] {{4, 5}, {4}}, new byte[0], COUNTS))
                .hasMessage("sentences are not sorted by length, or empty");
        assertThatThrownBy(() -> new SentenceSet(VOCABULARY, 2, new int[][] {{}}, new byte[0], COUNTS))
                .hasMessage("sentences are not sorted by length, or empty");
        assertThatThrownBy(() -> new SentenceSet(VOCABULARY, 2, new int[][] {{4}}, new byte[2], COUNTS))
                .hasMessage("2 labels for 1 sentences");
    }
}
