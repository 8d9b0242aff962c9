package org.skipsweep.models.train.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.DataRoot;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.data.LoadedData;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.train.LocalFitter;
import org.skipsweep.models.train.Minibatches;
import org.skipsweep.models.train.Networks;
import org.skipsweep.models.train.NonFiniteLossException;
import org.skipsweep.models.trial.TrialKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.result.TrainedSteps;

class ReplicaTest {
    private static final Device CPU = new Device.Cpu();

    private static final Map<String, Object> MLP =
            Map.of("model", "mlp-vae", "engine", "nd4j", "hidden-units", 32, "decoder-layers", 2);

    /** Images and text, both engines, both update rules, running statistics and refined posteriors. */
    static Stream<Map<String, Object>> kinds() {
        return Stream.of(
                MLP,
                with(MLP, Map.of("engine", "libtorch")),
                Map.of("model", "image-vae", "engine", "libtorch", "decoder-layers", 1, "batch-size", 4),
                Map.of("dataset", "grammar", "model", "lstm-lm", "engine", "nd4j", "hidden-units", 8),
                with(
                        Map.of("dataset", "grammar", "model", "lstm-vae", "engine", "libtorch", "hidden-units", 8),
                        Map.of(
                                "inference",
                                "semi-amortised",
                                "svi.steps",
                                2,
                                "update-rule",
                                "sgd",
                                "learning-rate",
                                1.0)));
    }

    private static Map<String, Object> with(Map<String, Object> first, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(first);
        all.putAll(more);
        return all;
    }

    private static TrialSpec spec(Map<String, Object> own) {
        Map<String, Object> small =
                Map.of("dataset", "strokes", "train-examples", 22, "validation-examples", 5, "test-examples", 5);
        return TrialKeys.completed(with(with(small, Map.of("latent-dim", 2, "batch-size", 5, "seed", 3)), own));
    }

    private static Examples examples(TrialSpec spec) {
        return LoadedData.of(spec, new DataRoot(URI.create("file:/nowhere"), new Configuration()))
                .train();
    }

    private static Share share(int epoch, List<Integer> positions, int stepsBefore, TrialSpec spec) {
        return new Share(epoch, positions, spec.optimization().learningRate(), stepsBefore);
    }

    private static INDArray[] arrays(MultiLayerNetwork network) {
        return new INDArray[] {network.params(), Networks.updaterState(network)};
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sharesOneAfterTheOther_areAnEpochOfPlainTraining_bitForBit(Map<String, Object> kind) throws Exception {
        TrialSpec spec = spec(kind);
        Examples examples = examples(spec);
        Minibatches minibatches = new Minibatches(spec, examples);
        MultiLayerNetwork plain = Networks.of(spec, examples.shape());
        ModelState state = ModelState.of(plain);
        TrainedSteps expected = new LocalFitter().fit(plain, minibatches, 1);

        List<Integer> all = IntStream.range(0, minibatches.perEpoch()).boxed().toList();
        assertThat(all).hasSizeGreaterThan(2);
        TrainedSteps steps = TrainedSteps.NONE;
        try (Replica one = new Replica(spec, examples, CPU);
                Replica other = new Replica(spec, examples, CPU)) {
            Replica.Trained first = one.train(state, share(1, all.subList(0, 1), 0, spec));
            // Leaves no trace.
            one.train(first.end(), share(2, all, 7, spec));
            Replica.Trained second = other.train(first.end(), share(1, all.subList(1, 2), 1, spec));
            Replica.Trained third = one.train(second.end(), share(1, all.subList(2, all.size()), 2, spec));
            steps = steps.then(first.steps()).then(second.steps()).then(third.steps());
            state = third.end();
        }
        assertThat(steps).isEqualTo(expected);
        MultiLayerNetwork inParts = Networks.of(spec, examples.shape());
        state.copyTo(inParts);
        assertThat(arrays(inParts)).isEqualTo(arrays(plain));
        assertThat(inParts.params().sub(plain.params()).norm2Number().doubleValue())
                .isZero();
        assertThat(state.bytes())
                .isEqualTo(Float.BYTES
                        * (plain.params().length()
                                + Networks.updaterState(plain).length()));
    }

    @Test
    void loss_thatIsNotFinite_isReportedWithItsStep() {
        TrialSpec spec = spec(with(MLP, Map.of("engine", "libtorch", "learning-rate", 1e30)));
        Examples examples = examples(spec);
        ModelState start = ModelState.of(Networks.of(spec, examples.shape()));
        try (Replica replica = new Replica(spec, examples, CPU)) {
            assertThatThrownBy(() -> replica.train(start, share(2, List.of(1, 2, 3), 5, spec)))
                    .isInstanceOfSatisfying(NonFiniteLossException.class, failure -> assertThat(failure.step())
                            .isEqualTo(5 + 3));
        }
    }

    @Test
    void mean_isThatOfEveryNumber() {
        TrialSpec spec = spec(MLP);
        MultiLayerNetwork network = Networks.of(spec, 256);
        INDArray parameters = network.params();
        INDArray updater = Networks.updaterState(network);
        parameters.assign(1);
        updater.assign(-3);
        ModelState one = ModelState.of(network);
        parameters.assign(2);
        updater.assign(5);
        ModelState two = ModelState.of(network);
        ModelState.mean(List.of(one, two)).copyTo(network);
        assertThat(parameters.minNumber().doubleValue()).isEqualTo(1.5);
        assertThat(parameters.maxNumber().doubleValue()).isEqualTo(1.5);
        assertThat(updater.minNumber().doubleValue()).isEqualTo(1);
        assertThat(updater.maxNumber().doubleValue()).isEqualTo(1);
        ModelState.mean(List.of(one)).copyTo(network);
        assertThat(parameters.maxNumber().doubleValue()).isEqualTo(1);
    }

    @Test
    void state_ofAnotherNetwork_isRefused() {
        MultiLayerNetwork small = Networks.of(spec(MLP), 4);
        MultiLayerNetwork large = Networks.of(spec(MLP), 5);
        ModelState state = ModelState.of(small);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.copyTo(large))
                .withMessage("a state of " + small.numParams() + " parameters does not fit a network of "
                        + large.numParams());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelState.mean(List.of(state, ModelState.of(large))))
                .withMessageContaining("cannot be averaged");
        assertThatIllegalArgumentException().isThrownBy(() -> ModelState.mean(List.of()));
    }
}
