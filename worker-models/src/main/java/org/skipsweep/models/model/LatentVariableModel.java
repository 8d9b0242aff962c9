package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.engine.Input;

/** A deep latent-variable model p(x, z) = p(x|z) N(z; 0, I) with an amortised posterior q(z|x) (paper section 2). */
public interface LatentVariableModel {
    /** How an observation x enters the graph. */
    Input observation();

    /** Size D of the latent variable. */
    int latentDim();

    /**
     * The encoder.
     *
     * @param x observations
     */
    Posterior encode(Layers layers, SDVariable x);

    /**
     * The decoder.
     *
     * @param x observations
     * @param z latent variables, [B, D]
     * @return -log p(x|z) of each example, [B], in nats
     */
    SDVariable negativeLogLikelihood(Layers layers, SDVariable x, SDVariable z);

    /** Values per example that a forward pass leaves for the backward pass, roughly. */
    long activations();

    /** Size of the widest layer: values per example in its output. */
    long widestLayer();
}
