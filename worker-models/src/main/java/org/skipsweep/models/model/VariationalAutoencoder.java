package org.skipsweep.models.model;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.engine.Input;

/** A latent-variable model of binary images, [B, pixels]. */
public interface VariationalAutoencoder extends LatentVariableModel, Decoder {
    /** Name of the input that holds binary images. */
    String IMAGES = "x";

    @Override
    int latentDim();

    @Override
    default Input.Observed observation() {
        return new Input.Observed(IMAGES, List.of(Input.BATCH, (long) pixels()));
    }

    /** Bernoulli in every pixel: the sum over pixels of softplus(logit) - x * logit (model spec C.1). */
    @Override
    default SDVariable negativeLogLikelihood(Layers layers, SDVariable x, SDVariable z) {
        return layers.bernoulli(x, decode(layers, x, z));
    }
}
