package org.skipsweep.models.engine.libtorch;

/**
 * Adam as Deeplearning4j does it, after the gradient was scaled down to a largest norm:
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
 *   parameters -= learningRate sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)      t = 1, 2, ...
 * </pre>
 *
 * @param learningRate step size
 * @param beta1 how much of the mean stays
 * @param beta2 how much of the mean square stays
 * @param epsilon keeps the quotient finite
 * @param gradientClip largest 2-norm of the gradient over all parameters
 */
public record AdamRule(double learningRate, double beta1, double beta2, double epsilon, double gradientClip) {

    /** The factor of the quotient at step {@code t}, counted from 1. */
    double rate(long t) {
        return learningRate * Math.sqrt(1 - Math.pow(beta2, (double) t)) / (1 - Math.pow(beta1, (double) t));
    }
}
