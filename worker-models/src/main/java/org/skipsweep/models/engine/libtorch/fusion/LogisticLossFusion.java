package org.skipsweep.models.engine.libtorch.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.skipsweep.models.engine.libtorch.operation.Activations;
import org.skipsweep.models.engine.libtorch.operation.Attributes;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/**
 * The negative log likelihood of binary observations, {@code softplus(logit) - x * logit}, with softplus written as
 * {@code softplus(logit - excess) + excess}, {@code excess = relu(logit - c)}, as ND4J needs it: libtorch's softplus does not
 * overflow.
 */
public final class LogisticLossFusion implements Fusion {
    @Override
    public Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss) {
        if (!call.name().equals("subtract")) {
            return Optional.empty();
        }
        Optional<String> logits = graph.onlyFor(call.inputs().get(0), "add").flatMap(sum -> logits(sum, graph));
        Optional<TorchCall> product = graph.onlyFor(call.inputs().get(1), "multiply");
        if (logits.isEmpty()
                || product.isEmpty()
                || !product.get().inputs().get(1).equals(logits.get())) {
            return Optional.empty();
        }
        return Optional.of(TorchCall.made(
                "logisticLoss",
                Rounding.FULL,
                LogisticLossFusion::loss,
                List.of(logits.get(), product.get().inputs().get(0)),
                call.output()));
    }

    private static Optional<String> logits(TorchCall sum, CallGraph graph) {
        String excess = sum.inputs().get(1);
        Optional<String> beyond = graph.maker(excess, "relu")
                .filter(relu -> Attributes.scalar(relu.source()) == 0)
                .flatMap(relu -> graph.maker(relu.inputs().get(0), "sub_scalar"))
                .map(shifted -> shifted.inputs().get(0));
        Optional<List<String>> difference = graph.maker(sum.inputs().get(0), "softplus")
                .flatMap(softplus -> graph.maker(softplus.inputs().get(0), "subtract"))
                .map(TorchCall::inputs);
        return beyond.filter(logits -> difference.equals(Optional.of(List.of(logits, excess))));
    }

    private static Tensor loss(Tensor... x) {
        return Activations.softplus(x[0]).addcmul(x[1], x[0], new Scalar(-1.0));
    }
}
