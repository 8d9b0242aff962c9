package org.skipsweep.models.trial.optimization;

import java.io.Serializable;

/** How parameters move along their gradient. */
public sealed interface UpdateRule extends Serializable {
    /**
     * Adam (model spec B.2).
     *
     * <pre>
     *   m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
     *   parameters -= rate sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)      t = 1, 2, ...
     * </pre>
     *
     * @param beta1 how much of the mean stays
     * @param beta2 how much of the mean square stays
     * @param epsilon keeps the quotient finite
     */
    record Adam(double beta1, double beta2, double epsilon) implements UpdateRule {
        /** As the authors use it. */
        public static final Adam USUAL = new Adam(0.9, 0.999, 1e-8);

        /**
         * The factor of the quotient, rate sqrt(1 - beta2^t) / (1 - beta1^t).
         *
         * @param t counted from 1
         */
        public double stepSize(double rate, long t) {
            return rate * Math.sqrt(1 - Math.pow(beta2, (double) t)) / (1 - Math.pow(beta1, (double) t));
        }
    }

    /** Steps of the step size times the gradient, without momentum. */
    record Sgd() implements UpdateRule {}
}
