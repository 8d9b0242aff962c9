package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;

/** A deep latent-variable model with an amortised posterior and binary observations (paper section 2). */
public interface VariationalAutoencoder extends Decoder {

    /**
     * The encoder.
     *
     * @param x binary observations, [B, pixels]
     */
    Posterior encode(Layers layers, SDVariable x);

    /** Size of the widest layer: values per example in its output. */
    long widestLayer();
}
