package org.skipsweep.models.model;

import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.trial.ModelSpec;

/**
 * The multilayer-perceptron VAE and SKIP-VAE of Table 3 (paper section 4, model spec A.2).
 *
 * <p>Encoder: two rectified layers, then one affine map each for mean and log-variance. Decoder, with h_0 an affine map
 * of z without activation:
 *
 * <pre>
 *   VAE       h_i = relu(W_i h_{i-1} + b_i)
 *   SKIP-VAE  h_i = relu(W_i h_{i-1} + b_i + Z_i z + c_i)      i = 1..decoderLayers
 *   logits    W_out h_n + b_out  [+ Z_out z + c_out with skipOutput]
 * </pre>
 *
 * @param pixels observed pixels per example
 * @param latentDim size D of the latent variable
 * @param decoderLayers number n of decoder layers
 * @param hiddenUnits width of every hidden layer
 * @param skip whether every decoder layer gets z again
 * @param skipOutput whether the output layer gets it too
 */
public record MlpVae(int pixels, int latentDim, int decoderLayers, int hiddenUnits, boolean skip, boolean skipOutput)
        implements VariationalAutoencoder {

    /** The model that a trial asks for. */
    public static MlpVae of(ModelSpec spec, int pixels) {
        return new MlpVae(
                pixels, spec.latentDim(), spec.decoderLayers(), spec.hiddenUnits(), spec.skip(), spec.skipOutput());
    }

    @Override
    public Posterior encode(Layers layers, SDVariable x) {
        SDVariable first = layers.relu(layers.linear("encoder.1", x, pixels, hiddenUnits));
        SDVariable second = layers.relu(layers.linear("encoder.2", first, hiddenUnits, hiddenUnits));
        return new Posterior(
                layers.linear("encoder.mean", second, hiddenUnits, latentDim),
                layers.linear("encoder.logVariance", second, hiddenUnits, latentDim));
    }

    @Override
    public long activations() {
        return 2L * pixels + (4L + 2L * decoderLayers) * hiddenUnits;
    }

    @Override
    public long widestLayer() {
        return Math.max(pixels, hiddenUnits);
    }

    @Override
    public SDVariable decode(Layers layers, SDVariable x, SDVariable z) {
        SDVariable h = layers.linear("decoder.0", z, latentDim, hiddenUnits);
        for (int i = 1; i <= decoderLayers; i++) {
            SDVariable sum = layers.linear("decoder." + i, h, hiddenUnits, hiddenUnits);
            if (skip) {
                sum = sum.add(layers.linear("decoder." + i + ".skip", z, latentDim, hiddenUnits));
            }
            h = layers.relu(sum);
        }
        SDVariable logits = layers.linear("decoder.output", h, hiddenUnits, pixels);
        return skipOutput ? logits.add(layers.linear("decoder.output.skip", z, latentDim, pixels)) : logits;
    }
}
