package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.engine.form.LstmForm;

/**
 * An LSTM that predicts every token from those before it and, if there is a latent variable, from z (paper section 4.3, model
 * spec A.3 and A.4).
 *
 * <pre>
 *   e_t      = dropout(embedding(w_t))                     t = 0..T-1, w_0 = {@code <s>}
 *   h_-1     = W_0 z + b_0                                 c_-1 = 0
 *   m_t      = dropout(LSTM([e_t ; z]))
 *   VAE        logits = W m_t + b
 *   SKIP-VAE   logits = W [m_t ; z] + b
 * </pre>
 *
 * @param sizes what it has in common with other models of text
 * @param latentDim size D of the latent variable; 0 for a language model, whose h_-1 is 0
 * @param skip whether z reaches the output layer too
 */
record LstmDecoder(LstmSizes sizes, int latentDim, boolean skip) {
    private static final int FEATURES = 2;
    private static final String LSTM = "decoder.lstm";
    private static final String OUTPUT = "decoder.output";

    /**
     * The likelihood of a language model.
     *
     * @param tokens sentences, [B, T + 1]
     * @return -log p of each token but the first, [B, T], in nats
     */
    SDVariable negativeLogLikelihood(Layers layers, SDVariable tokens) {
        TextLayers text = new TextLayers(layers, sizes);
        return text.negativeLogLikelihood(OUTPUT, features(text, tokens), next(tokens), sizes.hiddenUnits());
    }

    /**
     * The likelihood given a latent variable.
     *
     * @param tokens sentences, [B, T + 1]
     * @param z latent variables, [B, D]
     * @return -log p of each token but the first, [B, T], in nats
     */
    SDVariable negativeLogLikelihood(Layers layers, SDVariable tokens, SDVariable z) {
        TextLayers text = new TextLayers(layers, sizes);
        return text.negativeLogLikelihood(OUTPUT, features(text, tokens, z), next(tokens), outputInputs());
    }

    /**
     * What a language model says of the last token.
     *
     * @param tokens sentences, [B, T + 1]
     * @return log p of every word in its place, [B, V], in nats
     */
    SDVariable nextLogProbabilities(Layers layers, SDVariable tokens) {
        TextLayers text = new TextLayers(layers, sizes);
        return text.logProbabilities(OUTPUT, last(features(text, tokens)), sizes.hiddenUnits());
    }

    /**
     * The same given a latent variable.
     *
     * @param tokens sentences, [B, T + 1]
     * @param z latent variables, [B, D]
     * @return log p of every word in the last token's place, [B, V], in nats
     */
    SDVariable nextLogProbabilities(Layers layers, SDVariable tokens, SDVariable z) {
        TextLayers text = new TextLayers(layers, sizes);
        return text.logProbabilities(OUTPUT, last(features(text, tokens, z)), outputInputs());
    }

    private SDVariable features(TextLayers text, SDVariable tokens) {
        return dropped(text, text.lstm(LSTM, sizes.embeddingUnits()).outputs(words(text, tokens)));
    }

    private SDVariable features(TextLayers text, SDVariable tokens, SDVariable z) {
        LstmForm.Steps steps = LstmForm.Steps.of(tokens, text.dataType());
        SDVariable everyZ = steps.repeat(z);
        SDVariable words = words(text, tokens);
        SDVariable initial = text.linear("decoder.initial", z, latentDim, sizes.hiddenUnits());
        SDVariable outputs = text.lstm(LSTM, (long) sizes.embeddingUnits() + latentDim)
                .outputs(beside(words, everyZ), initial, steps);
        SDVariable features = dropped(text, outputs);
        return skip ? beside(features, everyZ) : features;
    }

    private long outputInputs() {
        return skip ? (long) sizes.hiddenUnits() + latentDim : sizes.hiddenUnits();
    }

    /** Those of the last step, [B, 1, n]. */
    private static SDVariable last(SDVariable features) {
        return features.get(SDIndex.all(), SDIndex.interval(-1L, (Long) null), SDIndex.all());
    }

    private SDVariable words(TextLayers text, SDVariable tokens) {
        SDVariable previous = tokens.get(SDIndex.all(), SDIndex.interval(0L, -1L));
        return text.dropout(
                "decoder.embedding.mask", text.embedding("decoder.embedding", previous), sizes.embeddingUnits());
    }

    private SDVariable dropped(TextLayers text, SDVariable outputs) {
        return text.dropout("decoder.lstm.mask", outputs, sizes.hiddenUnits());
    }

    private static SDVariable next(SDVariable tokens) {
        return tokens.get(SDIndex.all(), SDIndex.interval(1L, (Long) null));
    }

    private static SDVariable beside(SDVariable left, SDVariable right) {
        return left.getSameDiff().concat(FEATURES, left, right);
    }

    /** Values per example that a forward pass leaves for the backward pass: words, gates, and a probability for every word. */
    long activations() {
        return (long) sizes.nominalLength()
                * (sizes.vocabulary() + sizes.embeddingUnits() + 4L * sizes.hiddenUnits() + latentDim);
    }

    /** Values per example in the output of the widest layer. */
    long widestLayer() {
        return (long) sizes.nominalLength() * Math.max(sizes.vocabulary(), 4 * sizes.hiddenUnits());
    }
}
