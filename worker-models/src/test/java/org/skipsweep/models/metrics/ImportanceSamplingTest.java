package org.skipsweep.models.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed forms of model spec H.6. */
class ImportanceSamplingTest {
    /** z ~ N(0, 1), x | z ~ N(2 z, 0.25), x = 1.3. */
    private static double negativeLogLikelihood(double z) {
        double deviation = 1.3 - 2 * z;
        return deviation * deviation / (2 * 0.25) + Math.log(2 * Math.PI * 0.25) / 2;
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2, 0, 0.6, 3})
    void samplesOfTheTruePosterior_allHaveTheWeightOfTheLikelihood(double z) {
        double logWeight = ImportanceSampling.logWeight(
                negativeLogLikelihood(z), new double[] {z}, new double[] {0.6117647058823529}, new double[] {
                    Math.log(0.058823529411764705)
                });
        assertThat(logWeight).isCloseTo(-1.8412215541, within(1e-9));
        assertThat(ImportanceSampling.logLikelihood(new double[] {logWeight, logWeight, logWeight}))
                .isCloseTo(-1.8412215541, within(1e-9));
    }

    /** A language model with z in {0, 1}; the expectation over all outcomes of S draws from q = (.8, .2). */
    @ParameterizedTest
    @CsvSource({"1,-4.1890561750", "2,-4.1072574224", "3,-4.0673363995", "10,-3.9968025330", "200,-3.9649815586"})
    void moreSamples_approachTheLikelihoodFromBelow(int samples, double expected) {
        double[] logWeight = {Math.log(0.018 * 0.5 / 0.8), Math.log(0.02 * 0.5 / 0.2)};
        double expectation = 0;
        double logChoose = 0;
        for (int ones = 0; ones <= samples; ones++) {
            double[] drawn = new double[samples];
            Arrays.fill(drawn, logWeight[0]);
            Arrays.fill(drawn, 0, ones, logWeight[1]);
            double probability = Math.exp(logChoose + ones * Math.log(0.2) + (samples - ones) * Math.log(0.8));
            expectation += probability * ImportanceSampling.logLikelihood(drawn);
            logChoose += Math.log((double) (samples - ones) / (ones + 1));
        }
        assertThat(expectation).isCloseTo(expected, within(1e-9));
    }

    @Test
    void samplesOfNoWeight_count_andAloneGiveNoLikelihood() {
        double none = Double.NEGATIVE_INFINITY;
        assertThat(ImportanceSampling.logLikelihood(new double[] {none, none})).isEqualTo(none);
        assertThat(ImportanceSampling.logLikelihood(new double[] {none, Math.log(0.5)}))
                .isCloseTo(Math.log(0.25), within(1e-12));
        assertThat(ImportanceSampling.logLikelihood(new double[] {none, Double.NaN}))
                .isNaN();
    }

    @Test
    void perplexity_isOfAllTokensTogether() {
        assertThat(ImportanceSampling.perplexity(3.0 + 5.0, 5)).isCloseTo(4.9530324244, within(1e-9));
        double corpus = -Math.log(0.019) - Math.log(0.115);
        assertThat(ImportanceSampling.perplexity(corpus, 5)).isCloseTo(3.4049419469, within(1e-9));
        assertThat(ImportanceSampling.perplexity(330.1 * 10_000, 798_673)).isCloseTo(62.37, within(0.005));
    }
}
