package org.skipsweep.models.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skipsweep.models.engine.Device;

/** On the processor as the device, which repeats recordings call by call. */
class LaunchComparisonTest {
    static Stream<CheckedModel> models() {
        Map<String, Object> image = Map.of("latent-dim", 4, "decoder-layers", 2, "skip", true, "batch-size", 8);
        Map<String, Object> text =
                Map.of("dataset", "grammar", "hidden-units", 12, "embedding-units", 8, "batch-size", 8);
        return Stream.of(
                model("mlp-vae", image, Map.of("hidden-units", 20)),
                model("image-vae", image, Map.of("model", "image-vae")),
                model("lstm-lm", text, Map.of("model", "lstm-lm")),
                model("lstm-vae", text, Map.of("model", "lstm-vae", "skip", true)),
                model(
                        "lstm-vae-sa",
                        text,
                        Map.of("model", "lstm-vae", "skip", true, "inference", "semi-amortised", "svi.steps", 3)));
    }

    private static CheckedModel model(String name, Map<String, Object> keys, Map<String, Object> others) {
        Map<String, Object> all = new LinkedHashMap<>(keys);
        all.putAll(others);
        return new CheckedModel(name, all);
    }

    @ParameterizedTest
    @MethodSource("models")
    void trainingFromRecordings_endsWhereTrainingCallByCallDoes_toTheLastBit(CheckedModel model) {
        assertThat(LaunchComparison.of(model, new Device.Cpu())).isEqualTo(new LaunchComparison(0, 0));
    }
}
