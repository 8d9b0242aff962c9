package org.skipsweep.models.train.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.data.text.Vocabulary;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.train.TrainedModel;
import org.skipsweep.models.trial.DataShape;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** A language model whose every word has the same distribution, which its output biases give. */
class TrainedTextTest {
    private static final int WORDS = 9;
    private static final int LONGEST = 5;

    @Test
    void likeliestEnd_endsTheSentence() {
        try (TrainedText text = text(0, 0, 0, 8, 1, 0, 0, 0, 0)) {
            assertThat(text.likeliest(new double[3][0], LONGEST)).isDeepEqualTo(new int[3][0]);
        }
    }

    @Test
    void likeliestPaddingOrStart_isNeverWritten_andNoSentenceIsTooLong() {
        try (TrainedText text = text(9, 0, 8, 1, 0, 0, 2, 0, 2)) {
            assertThat(text.likeliest(new double[1][0], LONGEST)).isDeepEqualTo(new int[][] {{6, 6, 6, 6, 6}});
            int[][] drawn = text.drawn(new double[50][0], LONGEST, generators(50));
            assertThat(Arrays.stream(drawn).flatMapToInt(Arrays::stream).toArray())
                    .isNotEmpty()
                    .doesNotContain(Vocabulary.PAD, Vocabulary.START, Vocabulary.END);
            assertThat(List.of(drawn))
                    .allSatisfy(sentence -> assertThat(sentence).hasSizeLessThanOrEqualTo(LONGEST));
        }
    }

    @Test
    void drawnWords_areAsFrequentAsTheyAreLikely() {
        int sentences = 4000;
        try (TrainedText text = text(3, 0.5, 3, 1, 0, -1, 1.5, 0.2, 0)) {
            int[][] drawn = text.drawn(new double[sentences][0], 1, generators(sentences));
            double[] biases = {Double.NEGATIVE_INFINITY, 0.5, Double.NEGATIVE_INFINITY, 1, 0, -1, 1.5, 0.2, 0};
            double total = Arrays.stream(biases).map(Math::exp).sum();
            for (int word = 0; word < WORDS; word++) {
                int wanted = word;
                double share = Arrays.stream(drawn)
                                .filter(sentence ->
                                        sentence.length == 0 ? wanted == Vocabulary.END : sentence[0] == wanted)
                                .count()
                        / (double) sentences;
                double expected = Math.exp(biases[word]) / total;
                assertThat(share).isCloseTo(expected, within(4 * Math.sqrt(expected / sentences) + 1e-9));
            }
        }
    }

    @Test
    void drawnSentence_dependsOnItsOwnGeneratorOnly() {
        try (TrainedText text = text(0, 0, 0, -1, 0, 0, 0, 0, 0)) {
            int[][] many = text.drawn(new double[40][0], LONGEST, generators(40));
            int[][] few = text.drawn(new double[3][0], LONGEST, generators(3));
            assertThat(few).isDeepEqualTo(Arrays.copyOf(many, 3));
        }
    }

    @Test
    void modelOfImages_refused() {
        TrainedModel images = TrainedModel.of(Networks.of(TrialKeys.completed(Map.of("hidden-units", 8)), 4));
        assertThatThrownBy(() -> TrainedText.of(images))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this model does not generate text");
    }

    private static List<RandomGenerator> generators(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Draws(4).of(Purpose.ANCESTRAL_SAMPLE, i))
                .toList();
    }

    private static TrainedText text(double... biases) {
        TrialSpec spec = TrialKeys.completed(Map.of("model", "lstm-lm", "dataset", "grammar", "hidden-units", 4));
        MultiLayerNetwork network = Networks.of(spec, new DataShape.Sequences(WORDS, LONGEST, ""));
        network.params().assign(0);
        for (int word = 0; word < WORDS; word++) {
            network.getParam("0_decoder.output.bias").putScalar(word, biases[word]);
        }
        return TrainedText.of(TrainedModel.of(network));
    }
}
