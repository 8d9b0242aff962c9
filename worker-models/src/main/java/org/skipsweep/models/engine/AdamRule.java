package org.skipsweep.models.engine;

/**
 * How a step follows from a gradient: the gradient is scaled down to a largest global 2-norm, then Adam takes it (model spec
 * B.2), with the formulas and the state of Deeplearning4j.
 *
 * @param learningRate Adam's step size
 * @param beta1 decay of the first moments
 * @param beta2 decay of the second moments
 * @param epsilon added to the root of the second moments
 * @param gradientClip largest 2-norm of the gradient over all parameters
 */
public record AdamRule(double learningRate, double beta1, double beta2, double epsilon, double gradientClip) {

    /** The factor of m / (sqrt(v) + epsilon) at the given step, counted from 1: it holds the correction of both moments. */
    public double rate(long step) {
        return learningRate * Math.sqrt(1 - Math.pow(beta2, (double) step)) / (1 - Math.pow(beta1, (double) step));
    }
}
