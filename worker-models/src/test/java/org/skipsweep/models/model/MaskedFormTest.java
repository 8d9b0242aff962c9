package org.skipsweep.models.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.engine.nd4j.Nd4jEngine;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/** The convolutions of the PixelCNN as the paper has them against the form in which they are computed. */
class MaskedFormTest {
    private static final int SIDE = 6;
    private static final int LATENT = 3;

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "4, false", "4, true"})
    void fastForm_hasLogitsAndGradientsOfThePaperForm(int layers, boolean skip) {
        GatedPixelCnn decoder = new GatedPixelCnn(SIDE, LATENT, layers, skip);
        Outcome paper = Outcome.of(decoder, Layers.plain(SameDiff.create(), DataType.DOUBLE, Phase.EVALUATION));
        Outcome fast = Outcome.of(decoder, new Layers(SameDiff.create(), DataType.DOUBLE, Phase.EVALUATION));
        assertThat(fast.logits().distance2(paper.logits()))
                .isLessThan(1e-12 * paper.logits().norm2Number().doubleValue());
        assertThat(fast.gradients()).containsOnlyKeys(paper.gradients().keySet());
        paper.gradients().forEach((name, gradient) -> assertThat(
                        fast.gradients().get(name).distance2(gradient))
                .as(name)
                .isLessThan(1e-11 * (1e-3 + gradient.norm2Number().doubleValue())));
    }

    private record Outcome(INDArray logits, Map<String, INDArray> gradients) {
        static Outcome of(GatedPixelCnn decoder, Layers layers) {
            SDVariable x = layers.input(new Input.Observed("x", List.of(Input.BATCH, (long) decoder.pixels())));
            SDVariable z = layers.input(new Input.Free("z", List.of(Input.BATCH, (long) LATENT)));
            SDVariable logits = decoder.decode(layers, x, z).rename("logits");
            layers.bernoulli(x, logits).mean("loss");
            layers.graph().setLossVariables("loss");
            LossGraph graph =
                    new LossGraph(layers.graph(), layers.inputs(), layers.shapes(), "loss", List.of("logits"));
            Map<String, INDArray> gradients = new LinkedHashMap<>(TestModels.zeros(graph));
            gradients.put("z", Nd4j.zeros(DataType.DOUBLE, 4, LATENT));
            Map<String, INDArray> inputs = Map.of("x", numbers(decoder.pixels(), 1), "z", numbers(LATENT, 2));
            try (Evaluator evaluator = new Nd4jEngine().compile(graph, TestModels.parameters(graph, 5))) {
                INDArray values = evaluator
                        .gradient(inputs, gradients, List.of("logits"))
                        .get("logits")
                        .dup();
                return new Outcome(values, gradients);
            }
        }

        private static INDArray numbers(int columns, long seed) {
            RandomGenerator random = new Draws(seed).of(Purpose.TRAINING_NOISE, 0);
            double[] values = random.doubles(4L * columns).toArray();
            return Nd4j.createFromArray(values).reshape(4, columns);
        }
    }
}
