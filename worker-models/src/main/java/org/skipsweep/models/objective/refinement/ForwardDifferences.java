package org.skipsweep.models.objective.refinement;

import org.skipsweep.models.engine.ParameterVector;

/**
 * (derivative at lambda + r u - derivative at lambda) / r, where the derivatives at lambda are kept on the way there, as they
 * were before any clip.
 *
 * @param r how far apart
 * @param kept decoder gradients on the way there
 */
record ForwardDifferences(double r, Kept kept) implements HessianProducts {
    @Override
    public VariationalParameters gradient(RefinedLoss loss, VariationalParameters lambda, int round) {
        return loss.gradient(lambda, round, kept.of(round));
    }

    @Override
    public Product product(
            RefinedLoss loss,
            RefinementTrace.Step step,
            VariationalParameters velocityGradient,
            ParameterVector decoderProduct) {
        VariationalParameters displaced =
                loss.gradient(step.from().plus(r, step.clipped(velocityGradient)), step.round(), decoderProduct);
        decoderProduct.add(-1, kept.of(step.round()));
        decoderProduct.scale(1 / r);
        return new Product(displaced.plus(-1, step.gradient()).scaled(1 / r, 1 / r), false);
    }
}
