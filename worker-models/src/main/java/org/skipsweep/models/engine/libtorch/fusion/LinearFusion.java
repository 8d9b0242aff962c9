package org.skipsweep.models.engine.libtorch.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.skipsweep.models.engine.libtorch.operation.Attributes;
import org.skipsweep.models.engine.libtorch.operation.Products;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/** A matrix product and the bias added to it. */
public final class LinearFusion implements Fusion {
    @Override
    public Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss) {
        if (!call.name().equals("biasadd") || Attributes.flag(call.source(), 0)) {
            return Optional.empty();
        }
        return graph.onlyFor(call.inputs().get(0), "matmul")
                .filter(product -> Products.isPlain(product.source()))
                .map(product -> TorchCall.made(
                        "linear",
                        Rounding.REDUCED,
                        LinearFusion::linear,
                        List.of(
                                product.inputs().get(0),
                                product.inputs().get(1),
                                call.inputs().get(1)),
                        call.output()));
    }

    private static Tensor linear(Tensor... x) {
        return x[0].dim() == 2
                ? torch.addmm(x[2], x[0], x[1])
                : x[0].matmul(x[1]).add(x[2]);
    }
}
