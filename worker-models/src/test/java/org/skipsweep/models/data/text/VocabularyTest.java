package org.skipsweep.models.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.DataSpec;

class VocabularyTest {
    private static Vocabulary vocabulary(int size, String... documents) {
        CorpusBuilder corpus = new CorpusBuilder(TextSpec.upTo(200));
        for (String document : documents) {
            corpus.add(CorpusBuilder.split(document));
        }
        return Vocabulary.of(corpus.build(), size);
    }

    private static List<String> words(Vocabulary vocabulary) {
        return IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::word).toList();
    }

    @Test
    void words_standByFrequencyThenByTheirLetters_behindTheSpecialTokens() {
        assertThat(words(vocabulary(DataSpec.ALL, "the cat the dog", "a dog _UNK")))
                .containsExactly("<pad>", "<unk>", "<s>", "</s>", "dog", "the", "_UNK", "a", "cat");
    }

    @Test
    void size_cutsTheRarestWords() {
        Vocabulary cut = vocabulary(6, "the cat the dog", "a dog _UNK");
        assertThat(words(cut)).containsExactly("<pad>", "<unk>", "<s>", "</s>", "dog", "the");
        assertThat(cut.id("cat")).isEqualTo(Vocabulary.UNKNOWN);
        assertThat(cut.id("the")).isEqualTo(5);
    }

    @Test
    void specialTokensInText_areNoWords() {
        Vocabulary vocabulary = vocabulary(DataSpec.ALL, "<s> <s> <s> word <unk> </s> <pad>");
        assertThat(vocabulary.size()).isEqualTo(5);
        assertThat(vocabulary.id("<s>")).isEqualTo(Vocabulary.UNKNOWN);
        assertThat(vocabulary.id("<pad>")).isEqualTo(Vocabulary.UNKNOWN);
    }

    @Test
    void text_isTheWordsUpToTheEnd() {
        Vocabulary vocabulary = vocabulary(DataSpec.ALL, "the cat the dog");
        int[] sequence = vocabulary.sequence("  the\tdog  runs ");
        assertThat(sequence).containsExactly(2, 4, 6, 1, 3);
        assertThat(vocabulary.text(sequence)).isEqualTo("the dog <unk>");
        assertThat(vocabulary.text(new int[] {2, 5, 3, 4, 0})).isEqualTo("cat");
        assertThat(vocabulary.text(new int[] {2, 3})).isEmpty();
    }

    @Test
    void digest_isThatOfTheWordsInTheirOrder() {
        Vocabulary vocabulary = vocabulary(DataSpec.ALL, "the cat the dog");
        assertThat(vocabulary.digest())
                .hasSize(64)
                .isEqualTo(vocabulary(7, "dog", "cat", "the the").digest());
        assertThat(vocabulary.digest())
                .isNotEqualTo(vocabulary(6, "the cat the dog").digest());
        assertThat(vocabulary.digest())
                .isNotEqualTo(vocabulary(7, "the cat the dog dog dog").digest());
    }
}
