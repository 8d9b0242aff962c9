package org.skipsweep.models.objective.refinement;

import java.util.function.Supplier;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.trial.inference.SviDifference;
import org.skipsweep.models.trial.inference.SviMode;
import org.skipsweep.models.trial.inference.SviSpec;

/** Products of the second derivatives of L with a direction, from differences of first derivatives (model spec B.5, B.8). */
interface HessianProducts {
    /** dL/dlambda at a point of the way there; what the way back needs of it is kept. */
    VariationalParameters gradient(RefinedLoss loss, VariationalParameters lambda, int round);

    /**
     * The products for one step.
     *
     * @param velocityGradient derivative of the final loss with respect to the step's velocity
     * @param decoderProduct overwritten with H_theta,lambda times the direction that belongs to it
     * @return H_lambda,lambda times that direction
     */
    Product product(
            RefinedLoss loss,
            RefinementTrace.Step step,
            VariationalParameters velocityGradient,
            ParameterVector decoderProduct);

    /**
     * A product with H_lambda,lambda.
     *
     * @param value the product
     * @param clipped whether a derivative was scaled down on the way
     */
    record Product(VariationalParameters value, boolean clipped) {}

    /** Whether those that a trial asks for keep the decoder's gradients h_k of the way there: forward differences do. */
    static boolean keepGradients(SviSpec settings) {
        return settings.mode() == SviMode.FAITHFUL || settings.difference() == SviDifference.FORWARD;
    }

    /**
     * Those that a trial asks for.
     *
     * @param vectors as {@link Refinement} takes it
     */
    static HessianProducts of(SviSpec settings, Supplier<ParameterVector> vectors) {
        return switch (settings.mode()) {
            case FAITHFUL -> new FaithfulDifferences(settings.differenceStep(), settings.clip(), new Kept(vectors));
            case CLEAN -> switch (settings.difference()) {
                case CENTRAL -> new CentralDifferences(settings.differenceStep());
                case FORWARD -> new ForwardDifferences(settings.differenceStep(), new Kept(vectors));
            };
        };
    }
}
