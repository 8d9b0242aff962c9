package org.skipsweep.models.engine.libtorch.operation;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.impl.shape.OneHot;
import org.skipsweep.models.engine.libtorch.device.TorchMemory;

/** What is done with one of many categories, such as words. */
public final class Categories {
    static final Map<String, OperationRule> TRANSLATIONS = Map.of(
            "onehot", new OperationRule(Rounding.FULL, Categories::oneHot),
            "log_softmax", new OperationRule(Rounding.FULL, Categories::logSoftmax));

    /** About ten megabytes of single-precision numbers. */
    private static final long VALUES_AT_A_TIME = 2_560_000;

    private static final long NO_REDUCTION = 0;
    private static final long IGNORED_CATEGORY = -100;

    private Categories() {}

    /** Whether a one-hot operation makes rows of zeros with a 1. */
    public static boolean isPlain(DifferentialFunction node) {
        double[] values = ((OneHot) node).tArgs();
        return Attributes.integer(node, 0, -1) == -1 && values[0] == 1 && values[1] == 0;
    }

    private static TorchOperation.Simple oneHot(DifferentialFunction node) {
        if (!isPlain(node)) {
            throw new UnsupportedOperationException(
                    "one-hot rows along another dimension than the last, or of other numbers");
        }
        long categories = Attributes.integer(node, 1, 0);
        ScalarType type = TorchMemory.scalarType(node.outputVariable().dataType());
        return x -> torch.one_hot(x[0].to(ScalarType.Long), categories).to(type);
    }

    private static TorchOperation.Simple logSoftmax(DifferentialFunction node) {
        long dimension = Attributes.integer(node, 0, -1);
        return x -> torch.log_softmax(x[0], dimension);
    }

    /**
     * -log softmax(x W + b) at the categories given, [n], in the precision of single-precision numbers or better. Some rows at a
     * time, so that their logits need not leave the processor's cache between the operations.
     *
     * @param x [n, inputs]
     * @param weight W, [inputs, categories]
     * @param bias b, [categories]
     * @param categories [n]
     */
    public static Tensor crossEntropy(Tensor x, Tensor weight, Tensor bias, Tensor categories) {
        long rows = x.is_cuda() ? x.size(0) : Math.max(1, VALUES_AT_A_TIME / bias.size(0));
        Tensor[] inputs = Shapes.split(x, rows, 0);
        Tensor[] chosen = Shapes.split(categories.to(ScalarType.Long), rows, 0);
        Tensor[] nats = new Tensor[inputs.length];
        for (int i = 0; i < nats.length; i++) {
            try (Tensor logits = torch.addmm(bias, inputs[i], weight)) {
                nats[i] = torch.cross_entropy_loss(
                        logits.scalar_type().intern() == ScalarType.BFloat16 ? logits.to(ScalarType.Float) : logits,
                        chosen[i],
                        new TensorOptional(),
                        NO_REDUCTION,
                        IGNORED_CATEGORY,
                        0);
            }
        }
        return torch.cat(new TensorVector(nats), 0);
    }
}
