package org.skipsweep.models.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.model.LstmVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.model.TextDecoder;
import org.skipsweep.models.model.TextModels;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;

class NextTokenTest {
    private static final int SENTENCES = 3;
    private static final int LENGTH = 6;

    static Stream<Arguments> enginesAndModels() {
        return Stream.of(EngineKind.ND4J, EngineKind.LIBTORCH)
                .flatMap(engine -> Stream.of(TextModels.LANGUAGE_MODEL, TextModels.VAE, TextModels.SKIP)
                        .map(model -> Arguments.of(engine, model)));
    }

    @ParameterizedTest
    @MethodSource("enginesAndModels")
    void wordByWord_sumsToTheLikelihoodOfTheSentence_andEveryStepToOne(EngineKind kind, TextDecoder model) {
        Engine engine = Engines.of(kind, Precision.FP32, new Device.Cpu());
        LossGraph whole = model instanceof LstmVae vae
                ? TextModels.decoder(vae, DataType.DOUBLE, Phase.EVALUATION)
                : LanguageModelNll.graph(TextModels.LANGUAGE_MODEL, DataType.DOUBLE, Phase.EVALUATION);
        Map<String, INDArray> parameters = TextModels.parameters(whole, DataType.DOUBLE, 1);
        Map<String, INDArray> inputs = TextModels.inputs(whole, DataType.DOUBLE, SENTENCES, LENGTH, 2);
        int[][] tokens = inputs.get("tokens").toIntMatrix();
        double[][] z = model.latentDim() == 0
                ? new double[SENTENCES][0]
                : inputs.get(TextModels.Z).toDoubleMatrix();

        double[] sums = new double[SENTENCES];
        try (NextToken next = new NextToken(model, engine, HostMemory.readOnly(parameters), DataType.DOUBLE)) {
            for (int step = 1; step < LENGTH; step++) {
                int soFar = step;
                int[][] sentences = Arrays.stream(tokens)
                        .map(sentence -> Arrays.copyOf(sentence, soFar))
                        .toArray(int[][]::new);
                double[][] logProbabilities = next.logProbabilities(sentences, z);
                for (int i = 0; i < SENTENCES; i++) {
                    sums[i] -= logProbabilities[i][tokens[i][step]];
                    assertThat(Arrays.stream(logProbabilities[i]).map(Math::exp).sum())
                            .isCloseTo(1, within(1e-12));
                }
            }
        }

        try (Evaluator evaluator = engine.compile(whole, parameters)) {
            double[] likelihood = evaluator
                    .evaluate(inputs, List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD))
                    .get(Elbo.NEGATIVE_LOG_LIKELIHOOD)
                    .toDoubleVector();
            assertThat(sums).containsExactly(likelihood, within(1e-11));
        }
    }
}
