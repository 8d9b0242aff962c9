package org.skipsweep.models.objective.refinement;

import org.skipsweep.models.engine.ParameterVector;

/**
 * Forward differences as the authors' code takes them: the derivatives at the displaced point are scaled down to a largest
 * norm, jointly, while those they are compared with are kept clipped by block (lambda) or not at all (theta). Where a clip is
 * active the difference is no product any more (model spec B.5, H.8).
 *
 * @param r how far apart
 * @param clip largest norm
 * @param kept decoder gradients on the way there
 */
record FaithfulDifferences(double r, double clip, Kept kept) implements HessianProducts {
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
                loss.gradient(step.from().plus(r, velocityGradient), step.round(), decoderProduct);
        double factor = Clip.factor(displaced.squaredNorm() + decoderProduct.squaredNorm(), clip);
        decoderProduct.scale(factor);
        decoderProduct.add(-1, kept.of(step.round()));
        decoderProduct.scale(1 / r);
        VariationalParameters product = displaced
                .scaled(factor, factor)
                .plus(-1, step.clipped(step.gradient()))
                .scaled(1 / r, 1 / r);
        return new Product(product, factor < 1);
    }
}
