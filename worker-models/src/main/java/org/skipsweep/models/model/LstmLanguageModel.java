package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.engine.Input;

/**
 * The LSTM language model of Table 4's first row (model spec A.3): the decoder of {@link LstmVae} without a latent variable.
 *
 * @param sizes its sizes
 */
public record LstmLanguageModel(LstmSizes sizes) implements TextDecoder {

    @Override
    public Input.Tokens observation() {
        return sizes.sentences();
    }

    @Override
    public int latentDim() {
        return 0;
    }

    @Override
    public SDVariable nextLogProbabilities(Layers layers) {
        return decoder().nextLogProbabilities(layers, layers.input(observation()));
    }

    /**
     * The likelihood.
     *
     * @param tokens sentences, [B, T + 1]
     * @return -log p of each sentence given its first token, [B], in nats
     */
    public SDVariable negativeLogLikelihood(Layers layers, SDVariable tokens) {
        return decoder().negativeLogLikelihood(layers, tokens).sum(1);
    }

    /** As {@link LatentVariableModel#activations}. */
    public long activations() {
        return decoder().activations();
    }

    /** As {@link LatentVariableModel#widestLayer}. */
    public long widestLayer() {
        return decoder().widestLayer();
    }

    private LstmDecoder decoder() {
        return new LstmDecoder(sizes, 0, false);
    }
}
