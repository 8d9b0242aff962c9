package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.engine.Input;

/**
 * The text VAE and SKIP-VAE of Table 4 (paper section 4.3, model spec A.4).
 *
 * <p>The encoder has word vectors of its own and reads the whole sentence, {@code <s>} and {@code </s>} included, without
 * dropout; its last output goes through an affine map each for mean and log-variance.
 *
 * @param sizes what it has in common with other models of text
 * @param latentDim size D of the latent variable
 * @param skip whether z reaches the decoder's output layer too
 */
public record LstmVae(LstmSizes sizes, int latentDim, boolean skip) implements LatentVariableModel, TextDecoder {

    @Override
    public Input.Tokens observation() {
        return sizes.sentences();
    }

    @Override
    public Posterior encode(Layers layers, SDVariable tokens) {
        TextLayers text = new TextLayers(layers, sizes);
        SDVariable words = text.embedding("encoder.embedding", tokens);
        SDVariable last = text.lstm("encoder.lstm", sizes.embeddingUnits()).last(words);
        return new Posterior(
                text.linear("encoder.mean", last, sizes.hiddenUnits(), latentDim),
                text.linear("encoder.logVariance", last, sizes.hiddenUnits(), latentDim));
    }

    @Override
    public SDVariable negativeLogLikelihood(Layers layers, SDVariable tokens, SDVariable z) {
        return decoder().negativeLogLikelihood(layers, tokens, z).sum(1);
    }

    @Override
    public SDVariable nextLogProbabilities(Layers layers) {
        SDVariable tokens = layers.input(observation());
        return decoder().nextLogProbabilities(layers, tokens, layers.input(TextDecoder.latent(latentDim)));
    }

    @Override
    public long activations() {
        long encoder = (long) sizes.nominalLength() * (sizes.embeddingUnits() + 4L * sizes.hiddenUnits());
        return encoder + decoder().activations();
    }

    @Override
    public long widestLayer() {
        return decoder().widestLayer();
    }

    private LstmDecoder decoder() {
        return new LstmDecoder(sizes, latentDim, skip);
    }
}
