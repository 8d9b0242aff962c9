package org.skipsweep.models.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.data.TextData;
import org.skipsweep.models.trial.DataShape;

class GrammarTest {
    private static TextData load(Map<String, Object> changes) {
        return TextTrials.load("grammar", changes, TextTrials.NOWHERE);
    }

    @Test
    void sizesAndVocabulary_areThoseOfTheSpecification() {
        TextData data = load(Map.of());
        assertThat(List.of(
                        data.train().size(),
                        data.validation().size(),
                        data.test().size()))
                .containsExactly(2_000, 320, 1_000);
        assertThat(data.train().vocabulary().size()).isEqualTo(27);
        assertThat(data.train().shape()).isEqualTo(new GrammarSource().shape(TextTrials.spec("grammar", Map.of())));
        assertThat(data.train().shape())
                .isEqualTo(
                        new DataShape.Sequences(27, 9, data.train().vocabulary().digest()));
        assertThat(data.checksums())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "grammar: train, 2000 examples",
                                "fec488509c30c2b107ccb4df394af837d4d496860aceb48d21ec8d5b977770a7",
                        "grammar: validation, 320 examples",
                                "2dbd57d6c260772cb7e86cd17e5843615dacbdef95b06bc31e793f6d643aa9e5",
                        "grammar: test, 1000 examples",
                                "e4ac5b7b44649cead2f9a84c69a56df094d1af478099b5a80769307d3895065c"));
        assertThat(data.test().counts()).isEqualTo(new CorpusCounts(1_000, 9_000, 0, 0, 0, 0));
    }

    @Test
    void sentences_areTheSameForEver_andMoreOfThemBeginWithTheSame() {
        SentenceSet few = load(Map.of("train-examples", 3)).train();
        SentenceSet many = load(Map.of("train-examples", 5_000)).train();
        assertThat(Arrays.copyOf(many.sentences(), 3)).isDeepEqualTo(few.sentences());
        assertThat(many.size()).isEqualTo(5_000);
        assertThat(List.of(few.text(0), few.text(1)))
                .containsExactly(
                        "now wave loudly so wave tomorrow well ship loudly",
                        "so bank loudly so bank today so coin loudly");
        assertThat(load(Map.of()).validation().text(0)).isNotEqualTo(few.text(0));
    }

    /** Each sentence tells its label by the words of topic and style, and nothing else. */
    @Test
    void labels_followFromTheWords() {
        SentenceSet test = load(Map.of()).test();
        List<String> words = Grammar.words();
        for (int i = 0; i < test.size(); i++) {
            List<String> sentence = CorpusBuilder.split(test.text(i));
            assertThat(sentence).hasSize(9);
            for (int position : new int[] {0, 3, 6}) {
                assertThat(words.indexOf(sentence.get(position))).isBetween(0, 2);
            }
            int topic = (words.indexOf(sentence.get(1)) - 3) / 2;
            int first = words.indexOf(sentence.get(2)) - 19;
            int second = words.indexOf(sentence.get(5)) - 21;
            for (int position : new int[] {1, 4, 7}) {
                assertThat((words.indexOf(sentence.get(position)) - 3) / 2).isEqualTo(topic);
            }
            assertThat(sentence.get(8)).isEqualTo(sentence.get(2));
            assertThat(test.label(i)).hasValue(topic * 4 + first * 2 + second);
        }
    }

    /** Entropies of what is drawn at each position, which are independent given the attributes: 8.841 nats in all. */
    @Test
    void entropy_isThatOfTheSpecification() {
        SentenceSet many = load(Map.of("train-examples", 100_000)).train();
        double entropy = entropy(IntStream.range(0, many.size())
                .map(i -> many.label(i).orElseThrow())
                .toArray());
        assertThat(entropy).isCloseTo(Math.log(8) + 2 * Math.log(2), within(1e-3));
        for (int position : new int[] {0, 3, 6}) {
            entropy += entropy(column(many, position));
        }
        for (int position : new int[] {1, 4, 7}) {
            entropy += entropy(column(many, position)) - Math.log(8);
        }
        assertThat(entropy).isCloseTo(8.841, within(2e-3));
    }

    private static int[] column(SentenceSet sentences, int position) {
        return Arrays.stream(sentences.sentences())
                .mapToInt(sentence -> sentence[position])
                .toArray();
    }

    private static double entropy(int[] values) {
        Map<Integer, Integer> counts = new HashMap<>();
        Arrays.stream(values).forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts.values().stream()
                .mapToDouble(count -> (double) count / values.length)
                .map(share -> -share * Math.log(share))
                .sum();
    }

    @Test
    void limitOfLength_thatDropsEverySentence_isRefused() {
        assertThatThrownBy(() -> load(Map.of("longest-sentence", 8)))
                .hasMessage("longest-sentence = 8 drops every sentence of dataset grammar, which has 9 words");
        assertThat(load(Map.of("longest-sentence", 8, "first-words", 5)).train().words(0))
                .isEqualTo(5);
    }
}
