package org.skipsweep.models.objective.refinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.trial.inference.SviMode;
import org.skipsweep.models.trial.inference.SviSpec;
import org.skipsweep.models.trial.result.ClippedSteps;

/**
 * K steps of gradient descent with momentum on the posteriors of a minibatch, and the way back through them (model spec B.5):
 *
 * <pre>
 *   g_k      = dL/dlambda at lambda_k, each block scaled down to norm clip
 *   v_k      = momentum v_k-1 - g_k
 *   lambda_k+1 = lambda_k + stepSize v_k
 * </pre>
 *
 * The clips' factors are constants on the way back. Not safe for use by several threads at once.
 */
public final class Refinement {
    /** In clean mode log-variances stay within this bound (model spec G.13). */
    static final double LARGEST_LOG_VARIANCE = 15;

    private final SviSpec settings;
    private final Supplier<ParameterVector> vectors;
    private final HessianProducts products;
    private ParameterVector product;
    private ClippedSteps clipped = ClippedSteps.NONE;

    /** @param vectors makes vectors of zeros over the decoder's parameters */
    public Refinement(SviSpec settings, Supplier<ParameterVector> vectors) {
        this.settings = settings;
        this.vectors = vectors;
        this.products = HessianProducts.of(settings, vectors);
    }

    /**
     * Refines for good: there is no way back.
     *
     * @return lambda_K
     * @throws DivergedRefinementException if a gradient is not finite
     */
    public VariationalParameters refined(RefinedLoss loss, VariationalParameters start) {
        return forward(start, loss::gradient).refined();
    }

    /**
     * Refines.
     *
     * @param start lambda_0
     * @throws DivergedRefinementException if a gradient is not finite
     */
    public RefinementTrace forward(RefinedLoss loss, VariationalParameters start) {
        RefinementTrace trace = forward(start, (lambda, round) -> products.gradient(loss, lambda, round));
        long active =
                trace.steps().stream().filter(RefinementTrace.Step::wasClipped).count();
        clipped = clipped.plus(new ClippedSteps(trace.steps().size(), active, 0));
        return trace;
    }

    @FunctionalInterface
    private interface Gradient {
        VariationalParameters at(VariationalParameters lambda, int round);
    }

    private RefinementTrace forward(VariationalParameters start, Gradient gradientOf) {
        List<RefinementTrace.Step> steps = new ArrayList<>();
        VariationalParameters lambda = start;
        VariationalParameters velocity = start.zeros();
        for (int round = 1; round <= settings.steps(); round++) {
            VariationalParameters gradient = gradientOf.at(lambda, round);
            double squaredNorm = gradient.squaredNorm();
            if (!Double.isFinite(squaredNorm)) {
                throw new DivergedRefinementException(round, Math.sqrt(squaredNorm));
            }
            double meanFactor = Clip.factor(VariationalParameters.squaredNorm(gradient.mean()), settings.clip());
            double logVarianceFactor =
                    Clip.factor(VariationalParameters.squaredNorm(gradient.logVariance()), settings.clip());
            velocity = velocity.scaled(settings.momentum(), settings.momentum())
                    .plus(-1, gradient.scaled(meanFactor, logVarianceFactor));
            VariationalParameters next = lambda.plus(settings.stepSize(), velocity);
            double[] free = settings.mode() == SviMode.CLEAN ? bound(next.logVariance()) : new double[0];
            steps.add(new RefinementTrace.Step(round, lambda, gradient, meanFactor, logVarianceFactor, free));
            lambda = next;
        }
        return new RefinementTrace(List.copyOf(steps), lambda);
    }

    /** Holds values at the bound; for each 0 if it was held, else 1, or nothing if none was. */
    private static double[] bound(double[] logVariance) {
        double[] free = new double[0];
        for (int i = 0; i < logVariance.length; i++) {
            if (Math.abs(logVariance[i]) > LARGEST_LOG_VARIANCE) {
                if (free.length == 0) {
                    free = new double[logVariance.length];
                    Arrays.fill(free, 1);
                }
                free[i] = 0;
                logVariance[i] = Math.copySign(LARGEST_LOG_VARIANCE, logVariance[i]);
            }
        }
        return free;
    }

    /**
     * The way back.
     *
     * @param last derivative of the final loss with respect to lambda_K
     * @param decoder gradient of the final loss with respect to theta; the part through the refinement is added
     * @return derivative with respect to lambda_0
     */
    public VariationalParameters backward(
            RefinedLoss loss, RefinementTrace trace, VariationalParameters last, ParameterVector decoder) {
        if (product == null) {
            product = vectors.get();
        }
        VariationalParameters upstream = last;
        VariationalParameters velocity = last.zeros();
        long active = 0;
        for (int k = trace.steps().size() - 1; k >= 0; k--) {
            RefinementTrace.Step step = trace.steps().get(k);
            upstream = step.unbounded(upstream);
            velocity = velocity.plus(settings.stepSize(), upstream);
            HessianProducts.Product products = this.products.product(loss, step, velocity, product);
            double decoderFactor = Clip.factor(product.squaredNorm(), settings.clip());
            decoder.add(-decoderFactor, product);
            upstream = upstream.plus(-1, products.value());
            double factor = Clip.factor(upstream.squaredNorm(), settings.clip());
            upstream = upstream.scaled(factor, factor);
            velocity = velocity.scaled(settings.momentum(), settings.momentum());
            active += products.clipped() || decoderFactor < 1 || factor < 1 ? 1 : 0;
        }
        clipped = clipped.plus(new ClippedSteps(0, 0, active));
        return upstream;
    }

    /** How many steps of trained minibatches were clipped so far. */
    public ClippedSteps clipped() {
        return clipped;
    }
}
