package org.skipsweep.models.engine.libtorch.fusion;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.skipsweep.models.engine.libtorch.operation.Attributes;
import org.skipsweep.models.engine.libtorch.operation.Recurrence;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/**
 * An LSTM whose initial output comes in with the input of its first step, as {@link
 * org.skipsweep.models.engine.form.LstmForm} writes it: libtorch takes initial states as such.
 *
 * <pre>
 *   lstmLayer(concat(x, expand_dims(h) * expand_dims(concat(0 * .. + 1, 0 * ..)[:, :-1])), concat(W, R), R, b)
 * </pre>
 */
public final class InitialStateFusion implements Fusion {
    private static final int FEATURES = 2;

    @Override
    public Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss) {
        if (!call.name().equals("lstmLayer")) {
            return Optional.empty();
        }
        Optional<TorchCall> inputs =
                graph.onlyFor(call.inputs().get(0), "concat").filter(pair(FEATURES));
        Optional<TorchCall> weights = graph.maker(call.inputs().get(1), "concat")
                .filter(pair(0))
                .filter(pair -> pair.inputs().get(1).equals(call.inputs().get(2)));
        Optional<TorchCall> initial = inputs.flatMap(
                        pair -> graph.onlyFor(pair.inputs().get(1), "multiply"))
                .filter(product -> isFirst(product.inputs().get(1), graph))
                .flatMap(product -> graph.maker(product.inputs().get(0), "expand_dims"));
        if (weights.isEmpty() || initial.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TorchCall(
                "lstm",
                null,
                call.rounding(),
                Recurrence.lstm(call.source()),
                List.of(
                        inputs.orElseThrow().inputs().get(0),
                        weights.get().inputs().get(0),
                        call.inputs().get(2),
                        call.inputs().get(3),
                        initial.get().inputs().get(0)),
                call.outputs()));
    }

    private static Predicate<TorchCall> pair(long dimension) {
        return concat -> concat.inputs().size() == 2 && Attributes.integers(concat.source())[0] == dimension;
    }

    /** Whether a value is 1 at the first step and 0 at all others. */
    private static boolean isFirst(String value, CallGraph graph) {
        return graph.maker(value, "expand_dims")
                .flatMap(expanded -> graph.maker(expanded.inputs().get(0), "strided_slice"))
                .flatMap(cut -> graph.maker(cut.inputs().get(0), "concat"))
                .filter(pair(1))
                .filter(parts -> graph.maker(parts.inputs().get(0), "add_scalar")
                        .filter(one -> Attributes.scalar(one.source()) == 1)
                        .filter(one -> isZero(one.inputs().get(0), graph))
                        .isPresent())
                .filter(parts -> isZero(parts.inputs().get(1), graph))
                .isPresent();
    }

    private static boolean isZero(String value, CallGraph graph) {
        return graph.maker(value, "strided_slice")
                .flatMap(part -> graph.maker(part.inputs().get(0), "mul_scalar"))
                .filter(product -> Attributes.scalar(product.source()) == 0)
                .isPresent();
    }
}
