package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.skipsweep.models.engine.libtorch.device.TorchScope;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/**
 * The libtorch calls of a training step, to be made again without all that stands between them. Each takes the values that it
 * took in the step, and its derivatives are those that the step took of it.
 */
public final class StepCalls {
    /** What a call does. */
    public enum Kind {
        /** Linear layers, other matrix products, convolutions, whole LSTMs, and the last linear layer with its cross-entropy. */
        PRODUCT,
        /** Everything else: activations, losses, sums, conversions, what moves values. */
        PASS;

        private static final Set<Rounding> OF_PRODUCTS = Set.of(Rounding.REDUCED, Rounding.REDUCED_INSIDE);
        private static final Set<String> RECURRENT = Set.of("lstm", "lstmLayer");

        private static Kind of(TorchCall call) {
            return OF_PRODUCTS.contains(call.rounding()) || RECURRENT.contains(call.name()) ? PRODUCT : PASS;
        }
    }

    private final List<List<Recorded>> passes = new ArrayList<>();

    StepCalls() {}

    /** Makes all calls of a kind, forward and back, as often as the step does. */
    public void repeat(Kind kind) {
        for (List<Recorded> pass : passes) {
            for (Recorded recorded : pass) {
                if (recorded.kind() == kind) {
                    TorchScope.releasing(() -> recorded.repeat());
                }
            }
        }
    }

    /** Adds a pass, which may be there before. */
    void add(List<Recorded> pass) {
        passes.add(pass);
    }

    /**
     * Makes calls and keeps what they were made of.
     *
     * @param given values by name that no call makes; derivatives are taken through those that ask for them
     */
    static List<Recorded> record(List<TorchCall> calls, Map<String, Tensor> given) {
        Map<String, Tensor> values = new HashMap<>(given);
        List<Recorded> pass = new ArrayList<>();
        for (TorchCall call : calls) {
            Tensor[] inputs = call.inputs().stream().map(values::get).toArray(Tensor[]::new);
            Tensor[] outputs = TorchScope.recording(() -> call.operation().apply(inputs));
            for (int i = 0; i < outputs.length; i++) {
                values.put(call.outputs().get(i), outputs[i]);
            }
            pass.add(new Recorded(
                    call,
                    Kind.of(call),
                    copies(inputs),
                    Arrays.stream(outputs).map(Tensor::detach).toList()));
        }
        return pass;
    }

    private static Tensor[] copies(Tensor[] values) {
        return Arrays.stream(values)
                .map(value -> value.detach().set_requires_grad(value.requires_grad()))
                .toArray(Tensor[]::new);
    }

    /**
     * A call by itself.
     *
     * @param inputs what it read, with no history
     * @param weights for each output, numbers of its shape to weigh its derivatives with
     */
    record Recorded(TorchCall call, Kind kind, Tensor[] inputs, List<Tensor> weights) {
        private Tensor[] repeat() {
            Tensor[] outputs = TorchScope.recording(() -> call.operation().apply(inputs));
            Tensor[] leaves =
                    Arrays.stream(inputs).filter(Tensor::requires_grad).toArray(Tensor[]::new);
            List<Tensor> derived = new ArrayList<>();
            List<Tensor> weighing = new ArrayList<>();
            for (int i = 0; i < outputs.length; i++) {
                if (outputs[i].requires_grad()) {
                    derived.add(outputs[i]);
                    weighing.add(weights.get(i));
                }
            }
            if (leaves.length > 0 && !derived.isEmpty()) {
                torch.grad(
                        new TensorVector(derived.toArray(Tensor[]::new)),
                        new TensorVector(leaves),
                        new TensorVector(weighing.toArray(Tensor[]::new)),
                        new BoolOptional(),
                        false,
                        true);
            }
            return outputs;
        }
    }
}
