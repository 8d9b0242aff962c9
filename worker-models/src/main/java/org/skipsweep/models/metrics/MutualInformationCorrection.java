package org.skipsweep.models.metrics;

import java.util.OptionalDouble;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.analysis.solvers.UnivariateSolverUtils;
import org.apache.commons.math3.exception.NoBracketingException;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.result.Latents;

/**
 * The mutual information without the bias of {@link MutualInformation}, which falls short the more the nearer the truth comes
 * to log N (model spec C.3 and H.5): with N = 10,000 in 20 dimensions, a true 7, 8, 9 nats are estimated at 6.6, 7.2, 7.8.
 *
 * <p>A parametric bootstrap, turned round: of all Gaussian populations with the posteriors' own ratios of signal to noise, up to
 * one factor, the one whose samples of N examples would be estimated at what was estimated. Its mutual information, which is
 * known, is the answer. It is right for posteriors whose means are Gaussian; where they are not, where classes make clusters
 * say, the fit by the estimate itself keeps it near.
 */
public final class MutualInformationCorrection {
    /** Latent samples at which densities are compared on the way to the solution; all of them are, once, at its end. */
    private static final int SAMPLES = 1000;

    private static final double ACCURACY = 1e-3;
    private static final int EVALUATIONS = 60;
    /** Posteriors are made narrower or wider by no more than this, as a logarithm of their variance. */
    private static final double REACH = 6;

    private static final double FIRST_STEP = 0.25;

    /** Equal posteriors are corrected equally, whoever asks. */
    private static final Draws DRAWS = new Draws(1);

    private MutualInformationCorrection() {}

    /**
     * The corrected mutual information in nats, at least what was estimated.
     *
     * @param latents the posteriors
     * @param estimate what was estimated of them
     * @param threads how many share the work; the numbers do not depend on it
     * @return empty where the estimate is saturated, since it could then be anything above the cap, or where no such population
     *     is estimated at that
     */
    public static OptionalDouble corrected(Latents latents, MutualInformationEstimate estimate, int threads) {
        double estimated = estimate.mutualInformation();
        if (estimate.saturated()) {
            return OptionalDouble.empty();
        }
        if (estimated <= ACCURACY) {
            return OptionalDouble.of(estimated);
        }
        GaussianPopulation population = GaussianPopulation.of(latents);
        Comparison comparison = new Comparison(
                population,
                GaussianPopulation.Normals.drawn(
                        latents.examples(),
                        population.signalToNoise().length,
                        DRAWS.of(Purpose.BIAS_OF_INFORMATION, 0)),
                estimated,
                threads);
        OptionalDouble logFactor = comparison.solution();
        return logFactor.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(
                        estimated, population.sharpened(logFactor.getAsDouble()).mutualInformation()));
    }

    /**
     * How populations are estimated, beside what was estimated.
     *
     * @param population sharpened until both agree
     * @param normals what its samples are made of
     * @param estimated in nats
     * @param threads how many share the work
     */
    private record Comparison(
            GaussianPopulation population, GaussianPopulation.Normals normals, double estimated, int threads) {
        /** By what to sharpen, a logarithm; empty if nothing within reach does. */
        OptionalDouble solution() {
            UnivariateFunction rough = logFactor -> excess(logFactor, SAMPLES);
            double near;
            try {
                double[] bracket = UnivariateSolverUtils.bracket(rough, 0, -REACH, REACH, FIRST_STEP, 2, EVALUATIONS);
                near = new BrentSolver(ACCURACY).solve(EVALUATIONS, rough, bracket[0], bracket[1]);
            } catch (NoBracketingException e) {
                return OptionalDouble.empty();
            }
            double slope = (rough.value(near + FIRST_STEP) - rough.value(near - FIRST_STEP)) / (2 * FIRST_STEP);
            return OptionalDouble.of(near - excess(near, normals.means().length) / slope);
        }

        private double excess(double logFactor, int samples) {
            GaussianPopulation sharpened = population.sharpened(logFactor);
            return sharpened.mutualInformation() - sharpened.shortfall(normals, samples, threads) - estimated;
        }
    }
}
