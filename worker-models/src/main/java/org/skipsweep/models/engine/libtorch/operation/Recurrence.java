package org.skipsweep.models.engine.libtorch.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.LSTMLayer;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMActivations;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDataFormat;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDirectionMode;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;

/** Long short-term memories, all steps in one call. Both libraries keep the gates in the order i, f, g, o. */
public final class Recurrence {
    static final Map<String, OperationRule> TRANSLATIONS =
            Map.of("lstmLayer", new OperationRule(Rounding.REDUCED, Recurrence::lstm));

    private static final int GIVEN = 4;

    private Recurrence() {}

    /**
     * The LSTM of a {@code lstmLayer} without initial states, of x, W, R and b; with a fifth input, [B, units], from that h.
     *
     * @throws UnsupportedOperationException if it is not of the kind that libtorch has
     */
    public static TorchOperation lstm(DifferentialFunction node) {
        LSTMLayer layer = (LSTMLayer) node;
        LSTMLayerConfig config = layer.getConfiguration();
        if (config.getLstmdataformat() != LSTMDataFormat.NTS
                || config.getDirectionMode() != LSTMDirectionMode.FWD
                || config.getGateAct() != LSTMActivations.SIGMOID
                || config.getCellAct() != LSTMActivations.TANH
                || config.getOutAct() != LSTMActivations.TANH
                || config.getCellClip() != 0
                || layer.args().length != GIVEN
                || layer.getWeights().hasPH()) {
            throw new UnsupportedOperationException(
                    "an LSTM of another form than [batch, time, features], forward, sigmoid and tanh, without initial states");
        }
        return x -> run(config, x, x.length > GIVEN ? Optional.of(x[GIVEN]) : Optional.empty());
    }

    private static Tensor[] run(LSTMLayerConfig config, Tensor[] x, Optional<Tensor> initial) {
        long[] state = {1, x[0].size(0), x[2].size(0)};
        Tensor zeros = x[0].new_zeros(state);
        T_TensorTensorTensor_T result = torch.lstm(
                x[0],
                new TensorVector(initial.map(h -> h.unsqueeze(0)).orElse(zeros), zeros),
                x[0].is_cuda() ? inOneChunk(x[1], x[2], x[3]) : weights(x[1], x[2], x[3]),
                true,
                1,
                0,
                GradMode.is_enabled(),
                false,
                true);
        List<Tensor> outputs = new ArrayList<>();
        if (config.isRetFullSequence()) {
            outputs.add(new Tensor(result.get0()));
        }
        if (config.isRetLastH()) {
            outputs.add(result.get1().squeeze(0));
        }
        if (config.isRetLastC()) {
            outputs.add(result.get2().squeeze(0));
        }
        return outputs.toArray(Tensor[]::new);
    }

    /** W, R, b and a second bias of zeros as libtorch wants them. */
    private static TensorVector weights(Tensor input, Tensor recurrent, Tensor bias) {
        return new TensorVector(input.t(), recurrent.t(), bias, bias.new_zeros(bias.size(0)));
    }

    /** The same one after the other in one piece of memory, row by row: cuDNN takes no other layout without copying it first. */
    static TensorVector inOneChunk(Tensor input, Tensor recurrent, Tensor bias) {
        TensorVector parts = weights(input, recurrent, bias);
        Tensor[] flat = new Tensor[(int) parts.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = parts.get(i).reshape(-1);
        }
        Tensor chunk = torch.cat(new TensorVector(flat), 0);
        Tensor[] views = new Tensor[flat.length];
        long from = 0;
        for (int i = 0; i < flat.length; i++) {
            views[i] = chunk.narrow(0, from, flat[i].numel()).view(parts.get(i).shape());
            from += flat[i].numel();
        }
        return new TensorVector(views);
    }
}
