package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;

/** The generative half p(x|z) of a latent-variable model with binary observations. */
public interface Decoder {

    /** Number of observed pixels per example. */
    int pixels();

    /** Size D of the latent variable. */
    int latentDim();

    /**
     * The parameters of p(x|z).
     *
     * @param x the observations, [B, pixels], which autoregressive decoders condition on
     * @param z latent variables, [B, D]
     * @return Bernoulli logits of the pixels, [B, pixels]
     */
    SDVariable decode(Layers layers, SDVariable x, SDVariable z);
}
