package org.skipsweep.models.engine.libtorch.operation;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skipsweep.models.engine.libtorch.device.TorchScope;

/**
 * A linear layer and minus the log-softmax of its rows at one category each, such as the next word. Some rows at a time, so that
 * their logits need not leave the processor's cache.
 *
 * <p>The derivative of a row by its logits is D = softmax - oneHot, which is known as soon as the logits are. Recorded for the
 * way back is sum(x * (D W^T)) + D b with D held fixed: its derivatives by x, W and b, D W^T, x^T D and D, are those
 * of the cross-entropy, and so the way back takes products alone, and passes over no logits again.
 */
public final class CrossEntropy {
    /** About ten megabytes of single-precision numbers. */
    private static final long VALUES_AT_A_TIME = 2_560_000;

    private static final long[] ALONG_ROWS = {1};

    private CrossEntropy() {}

    /**
     * -log softmax(x W + b) at the categories given, [n], in nats, in the precision of single-precision numbers or better.
     *
     * @param x [n, inputs]
     * @param weight W, [inputs, categories]
     * @param bias b, [categories]
     * @param categories [n]
     */
    public static Tensor of(Tensor x, Tensor weight, Tensor bias, Tensor categories) {
        long rows = x.is_cuda() ? x.size(0) : Math.max(1, VALUES_AT_A_TIME / bias.size(0));
        Tensor[] inputs = Shapes.split(x, rows, 0);
        Tensor[] chosen = Shapes.split(categories.to(ScalarType.Long).unsqueeze(1), rows, 0);
        Tensor[] nats = new Tensor[inputs.length];
        for (int i = 0; i < nats.length; i++) {
            nats[i] = ofRows(inputs[i], weight, bias, chosen[i]);
        }
        return torch.cat(new TensorVector(nats), 0);
    }

    private static Tensor ofRows(Tensor x, Tensor weight, Tensor bias, Tensor chosen) {
        Rows rows = TorchScope.silently(() -> Rows.of(x, weight, bias, chosen));
        try (Tensor derivative = rows.derivative()) {
            return GradMode.is_enabled() ? rows.nats().add(nothing(x, weight, bias, derivative)) : rows.nats();
        }
    }

    /** Zeros, [n], with the derivatives of the cross-entropy. */
    private static Tensor nothing(Tensor x, Tensor weight, Tensor bias, Tensor derivative) {
        ScalarType full = derivative.scalar_type();
        try (Tensor byLogits = derivative.to(x.scalar_type())) {
            Tensor byInputs = byLogits.mm(weight.t()).to(full);
            Tensor sum = x.to(full).mul(byInputs).sum(ALONG_ROWS, false, null).add(derivative.mv(bias.to(full)));
            return sum.sub(sum.detach());
        }
    }

    /**
     * Some rows.
     *
     * @param nats [n]
     * @param derivative of each by its logits, [n, categories]
     */
    private record Rows(Tensor nats, Tensor derivative) {
        static Rows of(Tensor x, Tensor weight, Tensor bias, Tensor chosen) {
            try (Tensor product = torch.addmm(bias, x, weight);
                    Tensor logits = product.scalar_type().intern() == ScalarType.BFloat16
                            ? product.to(ScalarType.Float)
                            : product) {
                Tensor softmax = torch.softmax(logits, 1);
                Tensor nats = nats(logits, softmax, chosen).squeeze(1);
                softmax.scatter_add_(1, chosen, softmax.new_full(new long[] {chosen.size(0), 1}, new Scalar(-1)));
                return new Rows(nats, softmax);
            }
        }

        /**
         * [n, 1], from probabilities, or by way of the largest logit of a row where one of them is too small for single precision;
         * on a GPU always so, because two passes over logits take less time there than waiting for a number.
         */
        private static Tensor nats(Tensor logits, Tensor softmax, Tensor chosen) {
            Tensor probability = softmax.gather(1, chosen);
            return !logits.is_cuda() && probability.min().item_double() >= Float.MIN_NORMAL
                    ? probability.log().neg()
                    : logits.amax(ALONG_ROWS, true)
                            .sub(logits.gather(1, chosen))
                            .sub(softmax.amax(ALONG_ROWS, true).log());
        }
    }
}
