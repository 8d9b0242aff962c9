package org.skipsweep.models.engine.libtorch.fusion;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import org.skipsweep.models.engine.libtorch.operation.Categories;
import org.skipsweep.models.engine.libtorch.operation.Products;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/** The product of one-hot rows and a matrix: rows of the matrix. */
public final class EmbeddingFusion implements Fusion {
    @Override
    public Optional<TorchCall> fuse(TorchCall call, CallGraph graph, String loss) {
        if (!call.name().equals("matmul") || !Products.isPlain(call.source())) {
            return Optional.empty();
        }
        return graph.maker(call.inputs().get(0), "onehot")
                .filter(oneHot -> Categories.isPlain(oneHot.source()))
                .map(oneHot -> TorchCall.made(
                        "embedding",
                        Rounding.FULL,
                        x -> torch.embedding(x[0], x[1]),
                        List.of(call.inputs().get(1), oneHot.inputs().get(0)),
                        call.output()));
    }
}
