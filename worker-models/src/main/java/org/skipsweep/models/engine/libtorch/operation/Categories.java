package org.skipsweep.models.engine.libtorch.operation;

import java.util.Map;
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
}
