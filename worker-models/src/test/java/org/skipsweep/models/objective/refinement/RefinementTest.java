package org.skipsweep.models.objective.refinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.trial.inference.SviDifference;
import org.skipsweep.models.trial.inference.SviMode;
import org.skipsweep.models.trial.inference.SviSpec;

/** The closed forms of model spec H.8. */
class RefinementTest {
    private static final double IDLE = 1e9;

    private static HostVector theta(double... values) {
        return new HostVector(Map.of("theta", Nd4j.createFromArray(values)));
    }

    private static INDArray values(ParameterVector vector) {
        return ((HostVector) vector).arrays().get("theta");
    }

    private static VariationalParameters mean(double... values) {
        return new VariationalParameters(values, new double[values.length]);
    }

    /** L = 1/2 l' A l + l' B t + 1/2 c t^2 in the means; log-variances do not matter. */
    private record Quadratic(double[][] a, double[][] b, double c, double[] t) implements RefinedLoss {
        @Override
        public VariationalParameters gradient(VariationalParameters lambda, int round) {
            double[] l = lambda.mean();
            double[] gradient = new double[l.length];
            for (int i = 0; i < l.length; i++) {
                for (int j = 0; j < l.length; j++) {
                    gradient[i] += a[i][j] * l[j];
                }
                for (int j = 0; j < t.length; j++) {
                    gradient[i] += b[i][j] * t[j];
                }
            }
            return mean(gradient);
        }

        @Override
        public VariationalParameters gradient(VariationalParameters lambda, int round, ParameterVector decoder) {
            for (int j = 0; j < t.length; j++) {
                double sum = c * t[j];
                for (int i = 0; i < lambda.mean().length; i++) {
                    sum += b[i][j] * lambda.mean()[i];
                }
                values(decoder).putScalar(j, sum);
            }
            return gradient(lambda, round);
        }

        @Override
        public VariationalParameters difference(
                VariationalParameters one,
                VariationalParameters other,
                double factor,
                int round,
                ParameterVector decoder) {
            HostVector second = theta(new double[t.length]);
            VariationalParameters atOne = gradient(one, round, decoder);
            VariationalParameters atOther = gradient(other, round, second);
            decoder.add(-1, second);
            decoder.scale(factor);
            return atOne.plus(-1, atOther).scaled(factor, factor);
        }
    }

    private static SviSpec settings(int steps, double clip, SviDifference difference, SviMode mode) {
        double r = mode == SviMode.FAITHFUL ? 1e-5 : 1e-3;
        return new SviSpec(steps, 1, 0.5, clip, difference, r, mode, 0);
    }

    @ParameterizedTest
    @EnumSource(SviDifference.class)
    void unrolledScalar_givesTheGradientsOfItsClosedForm(SviDifference difference) {
        Quadratic loss = new Quadratic(new double[][] {{0.2}}, new double[][] {{0.3}}, 0.1, new double[] {0.7});
        Refinement refinement = new Refinement(settings(3, IDLE, difference, SviMode.CLEAN), () -> theta(0));

        RefinementTrace trace = refinement.forward(loss, mean(1));
        HostVector decoder = theta(0);
        VariationalParameters last = loss.gradient(trace.refined(), 0, decoder);
        assertThat(trace.refined().mean()[0]).isCloseTo(-0.4309, within(1e-12));
        assertThat(trace.steps().get(1).from().mean()[0]).isCloseTo(0.59, within(1e-12));
        assertThat(trace.steps().get(2).from().mean()[0]).isCloseTo(0.057, within(1e-12));
        assertThat(last.mean()[0]).isCloseTo(0.12382, within(1e-12));
        assertThat(values(decoder).getDouble(0)).isCloseTo(-0.05927, within(1e-12));

        VariationalParameters start = refinement.backward(loss, trace, last, decoder);
        assertThat(start.mean()[0]).isCloseTo(0.03739364, within(1e-9));
        assertThat(values(decoder).getDouble(0)).isCloseTo(-0.18890954, within(1e-9));
        assertThat(refinement.clipped().steps()).isEqualTo(3);
        assertThat(refinement.clipped().forward()).isZero();
        assertThat(refinement.clipped().backward()).isZero();
    }

    @ParameterizedTest
    @EnumSource(SviDifference.class)
    void quadratic_hasExactProducts(SviDifference difference) {
        Quadratic loss = new Quadratic(
                new double[][] {{2, .3}, {.3, 1}}, new double[][] {{1, 0, -1}, {.5, 2, 0}}, 0, new double[] {.1, -.2, .3
                });
        HessianProducts products =
                HessianProducts.of(settings(1, IDLE, difference, SviMode.CLEAN), () -> theta(0, 0, 0));
        VariationalParameters lambda = mean(.7, -1.2);
        VariationalParameters gradient = products.gradient(loss, lambda, 1);
        HostVector decoder = theta(0, 0, 0);
        VariationalParameters product = products.product(
                        loss, new RefinementTrace.Step(1, lambda, gradient, 1, 1, new double[0]), mean(1, -2), decoder)
                .value();
        assertThat(product.mean()).containsExactly(new double[] {1.4, -1.7}, within(1e-9));
        assertThat(values(decoder).toDoubleVector()).containsExactly(new double[] {0, -4, -1}, within(1e-9));
    }

    /** L with dL/dtheta = (30, 40) + lambda (1, -1), so that the true product with direction 1 is (1, -1). */
    private static Quadratic steep() {
        return new Quadratic(new double[][] {{0}}, new double[][] {{1, -1}}, 1, new double[] {30, 40});
    }

    private static double[] clippedProduct(SviMode mode) {
        SviSpec settings = settings(1, 5, SviDifference.FORWARD, mode);
        Refinement refinement = new Refinement(settings, () -> theta(0, 0));
        RefinementTrace trace = refinement.forward(steep(), mean(0));
        HostVector decoder = theta(0, 0);
        refinement.backward(steep(), trace, mean(1), decoder);
        return values(decoder).toDoubleVector();
    }

    @Test
    void clipMismatch_isThereInFaithfulMode_andNotInCleanMode() {
        // What is added is minus the product. lambda's gradient is -10 here, so clean mode scales the direction by
        // 5/10.
        assertThat(clippedProduct(SviMode.FAITHFUL)).containsExactly(new double[] {3, 4}, within(1e-3));
        assertThat(clippedProduct(SviMode.CLEAN)).containsExactly(new double[] {-0.5, 0.5}, within(1e-6));
    }

    @Test
    void infiniteGradient_endsTheRefinement_namingTheStep() {
        Quadratic loss = new Quadratic(new double[][] {{1}}, new double[][] {{0}}, 0, new double[] {0});
        Refinement refinement = new Refinement(settings(2, IDLE, SviDifference.CENTRAL, SviMode.CLEAN), () -> theta(0));
        assertThatThrownBy(() -> refinement.forward(loss, mean(Double.POSITIVE_INFINITY)))
                .isInstanceOf(DivergedRefinementException.class)
                .hasMessageContaining("refinement step 1")
                .hasMessageContaining("svi.step-size");
    }

    @Test
    void logVarianceAtItsBound_isHeld_andPassesNothingBack() {
        RefinedLoss pushing = new RefinedLoss() {
            @Override
            public VariationalParameters gradient(VariationalParameters lambda, int round) {
                return new VariationalParameters(new double[] {0}, new double[] {-100});
            }

            @Override
            public VariationalParameters gradient(VariationalParameters lambda, int round, ParameterVector decoder) {
                return gradient(lambda, round);
            }

            @Override
            public VariationalParameters difference(
                    VariationalParameters one,
                    VariationalParameters other,
                    double factor,
                    int round,
                    ParameterVector decoder) {
                return one.zeros();
            }
        };
        Refinement refinement = new Refinement(settings(1, IDLE, SviDifference.CENTRAL, SviMode.CLEAN), () -> theta(0));
        RefinementTrace trace = refinement.forward(pushing, mean(0));
        assertThat(trace.refined().logVariance()[0]).isEqualTo(15);
        VariationalParameters back = refinement.backward(
                pushing, trace, new VariationalParameters(new double[] {2}, new double[] {3}), theta(0));
        assertThat(back.mean()[0]).isEqualTo(2);
        assertThat(back.logVariance()[0]).isZero();
    }
}
