package org.skipsweep.models.engine.form;

import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDataFormat;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDirectionMode;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMLayerWeights;

/**
 * A long short-term memory in the form in which engines get it, for any number of time steps:
 *
 * <pre>
 *   i, f, g, o = x_t W + h_{t-1} R + b       i, f, o through sigmoid, g through tanh
 *   c_t = f c_{t-1} + i g
 *   h_t = o tanh(c_t)                        c_{-1} = 0
 * </pre>
 *
 * <p>SameDiff's {@code lstmLayer} has wrong gradients when initial states are given. So an initial h comes in with the input
 * of the first step: with h_{-1} appended to x_0, zeros to all later x_t, and R to W, every step computes the same sums. An
 * engine that takes initial states may undo this. An LSTM of a single unit it computes wrongly in any case.
 *
 * @param weight W, [inputs, 4 * units], the gates in the order i, f, g, o
 * @param recurrentWeight R, [units, 4 * units]
 * @param bias b, [4 * units]
 */
public record LstmForm(SDVariable weight, SDVariable recurrentWeight, SDVariable bias) {
    private static final int FEATURES = 2;

    /**
     * The outputs at all steps.
     *
     * @param x [B, T, inputs]
     * @return h_0 to h_{T-1}, [B, T, units]
     */
    public SDVariable outputs(SDVariable x) {
        return layer(x, weight, true);
    }

    /**
     * The outputs at all steps.
     *
     * @param x [B, T, inputs]
     * @param initial h_{-1}, [B, units]
     * @param steps which step is the first
     * @return h_0 to h_{T-1}, [B, T, units]
     */
    public SDVariable outputs(SDVariable x, SDVariable initial, Steps steps) {
        SameDiff graph = x.getSameDiff();
        SDVariable atFirst = graph.expandDims(initial, 1).mul(steps.first());
        return layer(graph.concat(FEATURES, x, atFirst), graph.concat(0, weight, recurrentWeight), true);
    }

    /**
     * The last output.
     *
     * @param x [B, T, inputs]
     * @return h_{T-1}, [B, units]
     */
    public SDVariable last(SDVariable x) {
        return layer(x, weight, false);
    }

    private SDVariable layer(SDVariable x, SDVariable inputWeight, boolean all) {
        LSTMLayerConfig config = LSTMLayerConfig.builder()
                .lstmdataformat(LSTMDataFormat.NTS)
                .directionMode(LSTMDirectionMode.FWD)
                .retFullSequence(all)
                .retLastH(!all)
                .build();
        LSTMLayerWeights weights = LSTMLayerWeights.builder()
                .weights(inputWeight)
                .rWeights(recurrentWeight)
                .bias(bias)
                .build();
        return x.getSameDiff().rnn.lstmLayer(x, weights, config)[0];
    }

    /**
     * The time steps of a minibatch.
     *
     * @param every 1 at every step, [B, T, 1]
     * @param first 1 at the first step and 0 at all others, [B, T, 1]
     */
    public record Steps(SDVariable every, SDVariable first) {

        /**
         * The steps at which a token predicts the next one.
         *
         * @param tokens [B, T + 1]
         */
        public static Steps of(SDVariable tokens, DataType dataType) {
            SameDiff graph = tokens.getSameDiff();
            SDVariable zeros = tokens.castTo(dataType).mul(0.0);
            SDVariable later = zeros.get(SDIndex.all(), SDIndex.interval(1L, (Long) null));
            SDVariable one = zeros.get(SDIndex.all(), SDIndex.interval(0L, 1L)).add(1.0);
            SDVariable first = graph.concat(1, one, later).get(SDIndex.all(), SDIndex.interval(0L, -1L));
            return new Steps(graph.expandDims(later.add(1.0), FEATURES), graph.expandDims(first, FEATURES));
        }

        /**
         * The same features at every step.
         *
         * @param features [B, n]
         * @return [B, T, n]
         */
        public SDVariable repeat(SDVariable features) {
            return features.getSameDiff().expandDims(features, 1).mul(every);
        }
    }
}
