package org.skipsweep.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.skipsweep.models.model.Initialization;
import org.skipsweep.models.model.Parameter;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.TrialSpec;

class ObjectiveLayerTest {
    private static final int PIXELS = 784;
    private static final TrialSpec SPEC = Trials.spec(Trials.OPTIMIZATION);

    @Test
    void json_bringsBackTheSameNetwork() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(
                network.getLayerWiseConfigurations().toJson());
        assertThat(read).isEqualTo(network.getLayerWiseConfigurations());
        assertSame(read, network);
    }

    @Test
    void yaml_bringsBackTheSameNetwork() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        MultiLayerConfiguration read = MultiLayerConfiguration.fromYaml(
                network.getLayerWiseConfigurations().toYaml());
        assertThat(read).isEqualTo(network.getLayerWiseConfigurations());
        assertSame(read, network);
    }

    @Test
    void otherTrials_haveOtherConfigurations() {
        ModelSpec plain = new ModelSpec(ModelFamily.MLP_VAE, 5, 2, false, false, 32);
        assertThat(Networks.of(SPEC, PIXELS).getLayerWiseConfigurations())
                .isNotEqualTo(Networks.of(Trials.spec(plain, Trials.OPTIMIZATION, 1), PIXELS)
                        .getLayerWiseConfigurations())
                .isNotEqualTo(Networks.of(Trials.spec(Trials.MODEL, Trials.OPTIMIZATION, 2), PIXELS)
                        .getLayerWiseConfigurations());
    }

    @Test
    void clone_trainsIdenticallyAndApart() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        network.fit(minibatch(0));
        MultiLayerNetwork clone = network.clone();
        assertThat(clone.params().toFloatVector()).isEqualTo(network.params().toFloatVector());
        float[] before = clone.params().toFloatVector();
        network.fit(minibatch(1));
        assertThat(clone.params().toFloatVector()).isEqualTo(before);
        clone.fit(minibatch(1));
        assertThat(clone.params().toFloatVector()).isEqualTo(network.params().toFloatVector());
    }

    @Test
    void layerAlone_cannotBeCloned() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        assertThatThrownBy(() -> Networks.objective(network).clone())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("an objective layer belongs to one network");
    }

    @Test
    void parameters_areThoseOfTheModelInItsOrder() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        ObjectiveLayer layer = Networks.objective(network).layerConf();
        assertThat(network.getOutputLayer().paramTable())
                .containsOnlyKeys(layer.objective().parameters().stream()
                        .map(Parameter::name)
                        .toList());
        assertThat(network.numParams()).isEqualTo(network.getOutputLayer().numParams());
    }

    @Test
    void initialValues_areUniformWithinOneOverTheRootOfTheFanIn() {
        ModelSpec large = new ModelSpec(ModelFamily.MLP_VAE, 50, 2, true, true, 512);
        MultiLayerNetwork network = Networks.of(Trials.spec(large, Trials.OPTIMIZATION, 1), PIXELS);
        Map<String, INDArray> table = network.getOutputLayer().paramTable();
        for (Parameter parameter : Networks.objective(network).objective().parameters()) {
            INDArray values = table.get(parameter.name());
            double bound = ((Initialization.Uniform) parameter.initialization()).upper();
            double count = parameter.length();
            assertThat(values.normmaxNumber().doubleValue())
                    .as(parameter.name())
                    .isLessThanOrEqualTo((float) bound)
                    .isGreaterThan(bound * (1 - 20 / count));
            assertThat(values.meanNumber().doubleValue())
                    .as(parameter.name())
                    .isCloseTo(0, within(4.5 * bound / Math.sqrt(3 * count)));
        }
    }

    @Test
    void initialValues_dependOnTheSeedOnly() {
        float[] values = Networks.of(SPEC, PIXELS).params().toFloatVector();
        assertThat(Networks.of(SPEC, PIXELS).params().toFloatVector()).isEqualTo(values);
        float[] others = Networks.of(Trials.spec(Trials.MODEL, Trials.OPTIMIZATION, 2), PIXELS)
                .params()
                .toFloatVector();
        long equal = 0;
        for (int i = 0; i < values.length; i++) {
            equal += values[i] == others[i] ? 1 : 0;
        }
        assertThat(equal).isLessThan(values.length / 1000);
    }

    @Test
    void score_isTheMeanLossWithAndWithoutTrainingFlag() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        DataSet first = minibatch(0);
        double expected = network.score(first);
        assertThat(network.score(minibatch(1))).isNotEqualTo(expected);
        assertThat(network.score(first, true)).isEqualTo(expected);
        network.fit(first);
        assertThat(network.score()).isEqualTo(expected);
        assertThat(network.score(minibatch(1), true)).isEqualTo(network.score(minibatch(1), false));
    }

    @Test
    void scoresOfExamples_averageToTheScore() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        double[] scores = network.scoreExamples(minibatch(0), false).toDoubleVector();
        assertThat(scores).hasSize(50);
        assertThat(Arrays.stream(scores).average().orElseThrow()).isCloseTo(network.score(minibatch(0)), within(1e-3));
    }

    @Test
    void classifierMethods_areRefused() {
        MultiLayerNetwork network = Networks.of(SPEC, PIXELS);
        assertThatThrownBy(
                        () -> Networks.objective(network).predict(minibatch(0).getFeatures()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("an objective layer does not classify");
    }

    private static void assertSame(MultiLayerConfiguration read, MultiLayerNetwork network) {
        MultiLayerNetwork other = new MultiLayerNetwork(read);
        other.init();
        assertThat(other.params().shape()).isEqualTo(network.params().shape());
        assertThat(other.params().toFloatVector()).isEqualTo(network.params().toFloatVector());
        for (int i = 0; i < 6; i++) {
            network.fit(minibatch(i));
            other.fit(minibatch(i));
            assertThat(other.score()).isEqualTo(network.score());
        }
        assertThat(other.params().toFloatVector()).isEqualTo(network.params().toFloatVector());
        assertThat(other.getUpdater().getStateViewArray().toFloatVector())
                .isEqualTo(network.getUpdater().getStateViewArray().toFloatVector());
    }

    private static DataSet minibatch(int index) {
        return new Minibatches(SPEC, Trials.DATA.train()).epoch(1).minibatch(index);
    }
}
