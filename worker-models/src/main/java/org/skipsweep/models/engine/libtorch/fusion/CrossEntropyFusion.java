package org.skipsweep.models.engine.libtorch.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.skipsweep.models.engine.libtorch.operation.Attributes;
import org.skipsweep.models.engine.libtorch.operation.Categories;
import org.skipsweep.models.engine.libtorch.operation.CrossEntropy;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/**
 * A linear layer and minus the log-softmax of its rows at one category each, written as {@code -sum(oneHot(category) *
 * logSoftmax(x W + b))}.
 */
public final class CrossEntropyFusion implements Fusion {
    @Override
    public Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss) {
        if (!call.name().equals("neg")) {
            return Optional.empty();
        }
        Optional<TorchCall> product = graph.onlyFor(call.inputs().get(0), "reduce_sum")
                .filter(sum -> Arrays.equals(Attributes.dimensions(sum.source()), new long[] {1})
                        && !Attributes.keepsDimensions(sum.source()))
                .flatMap(sum -> graph.onlyFor(sum.inputs().get(0), "multiply"));
        Optional<TorchCall> oneHot = product.flatMap(
                        factors -> graph.maker(factors.inputs().get(0), "onehot"))
                .filter(rows -> Categories.isPlain(rows.source()));
        Optional<TorchCall> logits = product.flatMap(
                        factors -> graph.onlyFor(factors.inputs().get(1), "log_softmax"))
                .flatMap(softmax -> graph.onlyFor(softmax.inputs().get(0), "linear"));
        return oneHot.isEmpty() || logits.isEmpty()
                ? Optional.empty()
                : Optional.of(fused(call, logits.get(), oneHot.get()));
    }

    private static TorchCall fused(TorchCall call, TorchCall linear, TorchCall oneHot) {
        List<String> inputs = new ArrayList<>(linear.inputs());
        inputs.add(oneHot.inputs().get(0));
        return TorchCall.made(
                "crossEntropy",
                Rounding.REDUCED_INSIDE,
                x -> CrossEntropy.of(x[0], x[1], x[2], x[3]),
                inputs,
                call.output());
    }
}
