package org.skipsweep.models.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

class ReducedPrecisionTest {
    private static final TorchCall PRODUCT = call("product", Rounding.REDUCED, List.of("x", "weights"), "h");
    private static final TorchCall ANOTHER_PRODUCT = call("product", Rounding.REDUCED, List.of("h", "weights"), "g");
    private static final TorchCall PENALTY = call("penalty", Rounding.FULL, List.of("g", "weights", "scale"), "loss");

    @Test
    void standIn_ofParameterThatOnlyProductsRead_isItsConversion() {
        List<TorchCall> calls = reduced(PRODUCT, ANOTHER_PRODUCT);

        assertThat(ReducedPrecision.standIns(calls, Set.of("weights")))
                .containsExactly(entry("weights", "weights:bf16"));
    }

    @Test
    void standIn_ofParameterThatIsReadInFullToo_isNone() {
        List<TorchCall> calls = reduced(PRODUCT, ANOTHER_PRODUCT, PENALTY);

        assertThat(ReducedPrecision.standIns(calls, Set.of("weights", "scale"))).isEmpty();
    }

    private static List<TorchCall> reduced(TorchCall... calls) {
        return ReducedPrecision.apply(List.of(calls), Set.of("x"), ScalarType.Float, Set.of("loss"));
    }

    private static TorchCall call(String name, Rounding rounding, List<String> inputs, String output) {
        return TorchCall.made(name, rounding, x -> new Tensor(x[0]), inputs, output);
    }
}
