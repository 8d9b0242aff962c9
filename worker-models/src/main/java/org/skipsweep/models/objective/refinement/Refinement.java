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
 * K steps of gradient descent with momentum on the posteriors of a minibatch, and the way back through them (model spec B.5).
 * With clip(x) = x scaled down to norm c, rho the momentum and alpha the step size, the way there is, for k = 0 to K - 1,
 *
 * <pre>
 *   g_k        = clip(dL_k/dlambda) at lambda_k, each block by itself
 *   v_k        = rho v_k-1 - g_k                                        v_-1 = 0
 *   lambda_k+1 = lambda_k + alpha v_k
 * </pre>
 *
 * and the way back, from lambda' = dL_K/dlambda_K, v' = 0 and theta' = dL_K/dtheta, for k = K - 1 to 0,
 *
 * <pre>
 *   v'      = v' + alpha lambda'
 *   theta'  = theta' - clip(H_theta,lambda u)
 *   lambda' = clip(lambda' - H_lambda,lambda u)                         both blocks together
 *   v'      = rho v'
 * </pre>
 *
 * where a prime marks the derivative of the final loss L_K, H the second derivatives of L_k at lambda_k, and u is v', in clean
 * mode times the factors that the clip had for g_k. The clips' factors are constants on the way back, and a log-variance that
 * was held at its bound passes nothing back. Not safe for use by several threads at once.
 */
public final class Refinement {
    /** In clean mode log-variances stay within this bound (model spec G.13). */
    static final double LARGEST_LOG_VARIANCE = 15;

    private final SviSpec settings;
    private final Supplier<ParameterVector> vectors;
    private final HessianProducts differences;
    private ParameterVector decoderProduct;
    private ClippedSteps clipped = ClippedSteps.NONE;

    /**
     * @param vectors makes vectors of zeros over the trained parameters: the decoder's, theta, and maybe the encoder's, whose part
     *     stays 0
     */
    public Refinement(SviSpec settings, Supplier<ParameterVector> vectors) {
        this.settings = settings;
        this.vectors = vectors;
        this.differences = HessianProducts.of(settings, vectors);
    }

    /** How many vectors over the trained parameters it keeps from the way there to the way back: K or none. */
    public static int keptVectors(SviSpec settings) {
        return HessianProducts.keepGradients(settings) ? settings.steps() : 0;
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
        RefinementTrace trace = forward(start, (lambda, round) -> differences.gradient(loss, lambda, round));
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
     * @param refinedGradient dL_K/dlambda_K
     * @param decoderGradient dL_K/dtheta; the part through the refinement is added
     * @return the derivative of L_K with respect to lambda_0
     */
    public VariationalParameters backward(
            RefinedLoss loss,
            RefinementTrace trace,
            VariationalParameters refinedGradient,
            ParameterVector decoderGradient) {
        if (decoderProduct == null) {
            decoderProduct = vectors.get();
        }
        VariationalParameters lambdaGradient = refinedGradient;
        VariationalParameters velocityGradient = refinedGradient.zeros();
        long active = 0;
        for (int k = trace.steps().size() - 1; k >= 0; k--) {
            RefinementTrace.Step step = trace.steps().get(k);
            lambdaGradient = step.unbounded(lambdaGradient);
            velocityGradient = velocityGradient.plus(settings.stepSize(), lambdaGradient);
            HessianProducts.Product lambdaProduct = differences.product(loss, step, velocityGradient, decoderProduct);
            double decoderFactor = Clip.factor(decoderProduct.squaredNorm(), settings.clip());
            decoderGradient.add(-decoderFactor, decoderProduct);
            lambdaGradient = lambdaGradient.plus(-1, lambdaProduct.value());
            double lambdaFactor = Clip.factor(lambdaGradient.squaredNorm(), settings.clip());
            lambdaGradient = lambdaGradient.scaled(lambdaFactor, lambdaFactor);
            velocityGradient = velocityGradient.scaled(settings.momentum(), settings.momentum());
            active += lambdaProduct.clipped() || decoderFactor < 1 || lambdaFactor < 1 ? 1 : 0;
        }
        clipped = clipped.plus(new ClippedSteps(0, 0, active));
        return lambdaGradient;
    }

    /** How many steps of trained minibatches were clipped so far. */
    public ClippedSteps clipped() {
        return clipped;
    }
}
