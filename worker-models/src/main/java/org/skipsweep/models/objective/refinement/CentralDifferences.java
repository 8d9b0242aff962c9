package org.skipsweep.models.objective.refinement;

import org.skipsweep.models.engine.ParameterVector;

/**
 * (derivative at lambda + r u - derivative at lambda - r u) / 2r: nothing is kept on the way there, and the error is of
 * second order.
 *
 * @param r how far apart
 */
record CentralDifferences(double r) implements HessianProducts {
    @Override
    public VariationalParameters gradient(RefinedLoss loss, VariationalParameters lambda, int round) {
        return loss.gradient(lambda, round);
    }

    @Override
    public Product product(
            RefinedLoss loss,
            RefinementTrace.Step step,
            VariationalParameters velocityGradient,
            ParameterVector decoderProduct) {
        VariationalParameters direction = step.clipped(velocityGradient);
        VariationalParameters product = loss.difference(
                step.from().plus(r, direction),
                step.from().plus(-r, direction),
                1 / (2 * r),
                step.round(),
                decoderProduct);
        return new Product(product, false);
    }
}
