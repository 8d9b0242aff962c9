package org.skipsweep.models.objective;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.model.Layers;
import org.skipsweep.models.model.Posterior;
import org.skipsweep.models.model.VariationalAutoencoder;

/**
 * A model without parameters: the posterior is the same for every image, and every logit is a constant plus the sum of z.
 *
 * @param mean posterior mean, [D]
 * @param logVariance posterior log-variance, [D]
 * @param logits one per pixel
 */
record FixedModel(double[] mean, double[] logVariance, double[] logits) implements VariationalAutoencoder {

    /** A model whose logits depend on nothing: its posterior mean is 0 and its noise is expected to be 0. */
    static FixedModel ofLogits(double... logits) {
        return new FixedModel(new double[] {0}, new double[] {0}, logits);
    }

    /** A model of one pixel with the given posterior. */
    static FixedModel ofPosterior(double[] mean, double[] logVariance) {
        return new FixedModel(mean, logVariance, new double[] {0});
    }

    @Override
    public int pixels() {
        return logits.length;
    }

    @Override
    public int latentDim() {
        return mean.length;
    }

    @Override
    public long activations() {
        return logits.length;
    }

    @Override
    public long widestLayer() {
        return logits.length;
    }

    @Override
    public Posterior encode(Layers layers, SDVariable x) {
        SDVariable zero = x.sum(true, 1).mul(0.0);
        return new Posterior(zero.add(row(x, mean)), zero.add(row(x, logVariance)));
    }

    @Override
    public SDVariable decode(Layers layers, SDVariable x, SDVariable z) {
        return z.sum(true, 1).add(row(x, logits));
    }

    private static SDVariable row(SDVariable x, double[] values) {
        return x.getSameDiff()
                .constant(Nd4j.createFromArray(values).reshape(1, values.length).castTo(x.dataType()));
    }
}
