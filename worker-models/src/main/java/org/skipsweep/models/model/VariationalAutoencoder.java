package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;

/** A deep latent-variable model with an amortised posterior and binary observations (paper section 2). */
public interface VariationalAutoencoder {

    /** Number of observed pixels per example. */
    int pixels();

    /** Size D of the latent variable. */
    int latentDim();

    /**
     * The encoder.
     *
     * @param x binary observations, [B, pixels]
     */
    Posterior encode(Layers layers, SDVariable x);

    /**
     * The decoder.
     *
     * @param x the observations, [B, pixels], which autoregressive decoders condition on
     * @param z latent variables, [B, D]
     * @return Bernoulli logits of the pixels, [B, pixels]
     */
    SDVariable decode(Layers layers, SDVariable x, SDVariable z);
}
