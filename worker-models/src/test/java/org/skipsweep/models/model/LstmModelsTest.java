package org.skipsweep.models.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.objective.LanguageModelNll;
import org.skipsweep.models.objective.Objective;

/** The models of Table 4 in their own terms. */
class LstmModelsTest {
    private static final int LENGTH = 6;
    private static final int[] SENTENCE = {2, 5, 4, 8, 5, 3};
    private static final double[] Z = {0.3, -0.8};

    @ParameterizedTest
    @CsvSource({"32,false,53811809", "32,true,54451841", "64,false,54041249", "64,true,55321313"})
    void parametersOfTheVaes_areThoseOfTheSpec(int latentDim, boolean skip, long expected) {
        assertThat(new Elbo(new LstmVae(yahoo(), latentDim, skip)).size().parameters())
                .isEqualTo(expected);
    }

    @Test
    void parametersOfTheLanguageModel_areThoseOfTheSpec() {
        assertThat(new LanguageModelNll(new LstmLanguageModel(yahoo())).size().parameters())
                .isEqualTo(37_041_185);
    }

    @Test
    void costOfASentence_isThatOfItsTokens() {
        long perToken = 4L * 1024 * (512 + 1024) + 1024L * 20_001;
        assertThat(new LanguageModelNll(new LstmLanguageModel(yahoo())).size().multiplyAdds())
                .isEqualTo(80 * perToken);
    }

    @Test
    void everyParameter_startsWithinTheRange() {
        for (Objective objective : List.of(
                new LanguageModelNll(TextModels.LANGUAGE_MODEL), new Elbo(TextModels.VAE), new Elbo(TextModels.SKIP))) {
            assertThat(objective.parameters())
                    .extracting(Parameter::initialization)
                    .containsOnly(new Initialization.Uniform(-0.1, 0.1));
        }
    }

    @Test
    void masks_areInputsOfTrainingAlone() {
        assertThat(new LanguageModelNll(TextModels.LANGUAGE_MODEL).inputs())
                .containsExactly(
                        new Input.Tokens("tokens", List.of(Input.BATCH, Input.LENGTH)),
                        new Input.Mask("decoder.embedding.mask", List.of(Input.BATCH, Input.STEPS, 3L), 0.5),
                        new Input.Mask("decoder.lstm.mask", List.of(Input.BATCH, Input.STEPS, 4L), 0.5));
        TextModels.graphs(DataType.FLOAT, Phase.EVALUATION)
                .forEach((name, graph) -> assertThat(graph.inputs()).as(name).noneMatch(Input.Mask.class::isInstance));
    }

    @Test
    void withoutDropout_thereIsNoMask() {
        LstmSizes sizes = new LstmSizes(9, 3, 4, 0, 0.1, 5);
        assertThat(new Elbo(new LstmVae(sizes, 2, true)).inputs()).noneMatch(Input.Mask.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyToken_hasTheLikelihoodOfTheReference(boolean skip) {
        LossGraph graph = decoder(skip);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.DOUBLE, 3);
        double[] expected = new LstmReference(parameters, 4).negativeLogLikelihood(0, SENTENCE, Z, skip);
        assertThat(nats(graph, parameters, SENTENCE, Z)).containsExactly(expected, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changedToken_leavesTheLikelihoodOfThoseBeforeIt(boolean skip) {
        LossGraph graph = decoder(skip);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.DOUBLE, 3);
        double[] before = nats(graph, parameters, SENTENCE, Z);
        for (int t = 1; t < LENGTH; t++) {
            int[] changed = SENTENCE.clone();
            changed[t] = 7;
            double[] after = nats(graph, parameters, changed, Z);
            assertThat(Arrays.copyOf(after, t - 1)).containsExactly(Arrays.copyOf(before, t - 1));
            for (int later = t; later < after.length; later++) {
                assertThat(after[later]).isNotEqualTo(before[later]);
            }
        }
    }

    @Test
    void zReachesTheOutputThroughTheSkipWeightsAlone() {
        assertThat(withOutputWeightsOnly(true)).isNotCloseTo(5 * Math.log(9), within(1e-3));
        assertThat(withOutputWeightsOnly(false)).isCloseTo(5 * Math.log(9), within(1e-12));
    }

    /** The likelihood of a sentence when all parameters but the output layer's weight are 0. */
    private static double withOutputWeightsOnly(boolean skip) {
        LossGraph graph = decoder(skip);
        Map<String, INDArray> parameters = TextModels.parameters(graph, DataType.DOUBLE, 3);
        parameters.forEach((name, array) -> array.muli(name.equals("decoder.output.weight") ? 1 : 0));
        return Arrays.stream(nats(graph, parameters, SENTENCE, Z)).sum();
    }

    private static LstmSizes yahoo() {
        return new LstmSizes(20_001, 512, 1024, 0.5, 0.1, 80);
    }

    /** The decoder in evaluation with -log p of every token as output {@code nats}. */
    private static LossGraph decoder(boolean skip) {
        Layers layers = new Layers(SameDiff.create(), DataType.DOUBLE, Phase.EVALUATION);
        SDVariable tokens = layers.input(TextModels.SIZES.sentences());
        SDVariable z = layers.input(new Input.Free(TextModels.Z, List.of(Input.BATCH, 2L)));
        SDVariable loss = new LstmDecoder(TextModels.SIZES, 2, skip)
                .negativeLogLikelihood(layers, tokens, z)
                .rename("nats")
                .sum("loss");
        layers.graph().setLossVariables(loss.name());
        return new LossGraph(layers.graph(), layers.inputs(), layers.shapes(), "loss", List.of("nats"));
    }

    private static double[] nats(LossGraph graph, Map<String, INDArray> parameters, int[] sentence, double[] z) {
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        inputs.put(LstmSizes.TOKENS, Nd4j.createFromArray(new int[][] {sentence}));
        inputs.put(TextModels.Z, Nd4j.createFromArray(new double[][] {z}));
        try (Evaluator evaluator = new Nd4jEngine().compile(graph, parameters)) {
            return evaluator
                    .evaluate(inputs, List.of("nats"))
                    .get("nats")
                    .reshape(-1)
                    .toDoubleVector();
        }
    }
}
