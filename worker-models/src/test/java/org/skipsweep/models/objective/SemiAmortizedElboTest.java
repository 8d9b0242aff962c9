package org.skipsweep.models.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.engine.Bounded;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.model.MlpVae;
import org.skipsweep.models.model.Phase;
import org.skipsweep.models.objective.refinement.VariationalParameters;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.inference.SviDifference;
import org.skipsweep.models.trial.inference.SviMode;
import org.skipsweep.models.trial.inference.SviSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

class SemiAmortizedElboTest {
    private static final MlpVae MODEL = TestModels.SKIP;
    private static final int BATCH = 3;
    private static final int STEPS = 4;
    private static final double IDLE = 1e6;

    private final LossGraph whole = TestModels.graph(MODEL);
    private final Map<String, INDArray> parameters = TestModels.parameters(whole, 5);
    private final HostVector gradient = new HostVector(TestModels.zeros(whole));
    private final HostMemory memory = new HostMemory(parameters, gradient, (rule, rate, clip, step) -> {});
    private final Draw draw = new Draw(images(BATCH, 1), 0.8, Noise.ofStep(new Draws(3), 11));

    private static Batch images(int size, long seed) {
        RandomGenerator random = new Draws(seed).of(Purpose.FIGURE, 0);
        float[] x = new float[size * MODEL.pixels()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextBoolean() ? 1 : 0;
        }
        return Batch.ofReals(size, x);
    }

    private static SviSpec settings(int steps, double clip, double stepSize, SviDifference difference, int reference) {
        return new SviSpec(
                steps,
                stepSize,
                0.5,
                clip,
                difference,
                difference == SviDifference.CENTRAL ? 1e-3 : 1e-6,
                SviMode.CLEAN,
                reference);
    }

    private static Engine engine(EngineKind kind) {
        return Engines.of(kind, Precision.FP32, new Device.Cpu());
    }

    private Running running(EngineKind kind, SviSpec settings) {
        return new SemiAmortizedElbo(MODEL, settings).compile(engine(kind), memory, DataType.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void withoutSteps_itIsTheAmortizedBound(EngineKind kind) {
        try (Running amortized = new Elbo(MODEL).compile(engine(kind), memory, DataType.DOUBLE);
                Running refined = running(kind, settings(0, IDLE, 1, SviDifference.CENTRAL, 0))) {
            double loss = amortized.gradient(draw);
            Map<String, INDArray> expected = new LinkedHashMap<>();
            gradient.arrays().forEach((name, array) -> expected.put(name, array.dup()));
            gradient.clear();
            assertThat(refined.gradient(draw)).isCloseTo(loss, within(1e-12));
            gradient.arrays().forEach((name, array) -> assertThat(
                            array.sub(expected.get(name)).amaxNumber().doubleValue())
                    .as(name)
                    .isLessThan(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ND4J,CENTRAL,false",
        "ND4J,CENTRAL,true",
        "LIBTORCH,CENTRAL,false",
        "LIBTORCH,CENTRAL,true",
        "ND4J,FORWARD,true",
        "LIBTORCH,FORWARD,false"
    })
    void gradient_isThatOfTheUnrolledComputation(EngineKind kind, SviDifference difference, boolean clipped) {
        SviSpec settings =
                clipped ? settings(STEPS, 2.2, 0.05, difference, 1) : settings(STEPS, IDLE, 1, difference, 4);
        try (Running running = running(kind, settings);
                Unrolled unrolled = new Unrolled(engine(kind), settings)) {
            double loss = running.gradient(draw);
            assertThat(running.clipped().forward() > 0).isEqualTo(clipped);
            assertThat(running.clipped().backward()).isZero();
            List<double[]> factors = unrolled.factors();
            assertThat(unrolled.loss(factors)).isCloseTo(loss, within(1e-10));
            parameters.forEach((name, array) -> {
                for (long i = 0; i < array.length(); i += 3) {
                    double value = array.getDouble(i);
                    double h = 1e-5;
                    array.putScalar(i, value + h);
                    double above = unrolled.loss(factors);
                    array.putScalar(i, value - h);
                    double below = unrolled.loss(factors);
                    array.putScalar(i, value);
                    assertThat(gradient.arrays().get(name).getDouble(i))
                            .as("%s at %d", name, i)
                            .isCloseTo((above - below) / (2 * h), within(1e-5));
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "LIBTORCH"})
    void withAReferenceBatch_aPosteriorDoesNotDependOnItsBatch(EngineKind kind) {
        Draw two = new Draw(images(2, 1), 1, new Silence());
        Draw one = new Draw(Batch.ofReals(1, Arrays.copyOf(two.batch().reals(), MODEL.pixels())), 1, new Silence());
        try (Running scaled = running(kind, settings(STEPS, IDLE, 1, SviDifference.CENTRAL, 4));
                Running unscaled = running(kind, settings(STEPS, IDLE, 1, SviDifference.CENTRAL, 0))) {
            assertThat(mean(scaled, one)).containsExactly(mean(scaled, two), within(1e-10));
            assertThat(mean(unscaled, one)[0]).isNotCloseTo(mean(unscaled, two)[0], within(1e-4));
        }
    }

    private static double[] mean(Running running, Draw draw) {
        return running.estimate(draw).posterior().orElseThrow().mean()[0];
    }

    /** The same computation written out, where the factors of clips are given. */
    private final class Unrolled implements AutoCloseable {
        private final SviSpec settings;
        private final InputArrays arrays = new InputArrays(DataType.DOUBLE);
        private final EncoderGraph encoderGraph = new EncoderGraph(MODEL, DataType.DOUBLE);
        private final LossGraph encoder = encoderGraph.graph(Phase.TRAINING);
        private final DecoderGraph decoderGraph = new DecoderGraph(MODEL, DataType.DOUBLE);
        private final LossGraph decoder = decoderGraph.graph(Phase.TRAINING);
        private final Evaluator encoderEvaluator;
        private final BatchLoss loss;
        private final BatchLoss.Passes passes;

        Unrolled(Engine engine, SviSpec settings) {
            this.settings = settings;
            this.encoderEvaluator = engine.compile(encoder, memory);
            this.passes = new BatchLoss.Passes(
                    decoderGraph, engine.compile(decoder, memory), arrays, new Bounded<>(9, INDArray::close));
            int reference = settings.referenceBatch();
            this.loss = new BatchLoss(
                    passes,
                    round -> arrays.fill(
                            decoder.inputs(),
                            new Draw(draw.batch(), draw.klWeight(), draw.noise().round(round))),
                    1.0 / reference,
                    BATCH);
        }

        List<double[]> factors() {
            List<double[]> factors = new ArrayList<>();
            refined((gradient, round) -> {
                factors.add(new double[] {factor(gradient.mean()), factor(gradient.logVariance())});
                return factors.get(round - 1);
            });
            return factors;
        }

        private double factor(double[] block) {
            double sum = 0;
            for (double value : block) {
                sum += value * value;
            }
            return Math.min(1, settings.clip() / (Math.sqrt(sum) + 1e-6));
        }

        double loss(List<double[]> factors) {
            VariationalParameters lambda = refined((gradient, round) -> factors.get(round - 1));
            double[] shares = {1.0 / BATCH, 1.0 / BATCH, 1.0 / BATCH};
            return passes.evaluator()
                    .evaluate(passes.inputs(arrays.fill(decoder.inputs(), draw), lambda, shares), List.of(Elbo.LOSS))
                    .get(Elbo.LOSS)
                    .getDouble(0);
        }

        private interface Factors {
            double[] of(VariationalParameters gradient, int round);
        }

        private VariationalParameters refined(Factors factors) {
            VariationalParameters zeros = new VariationalParameters(
                    new double[BATCH * MODEL.latentDim()], new double[BATCH * MODEL.latentDim()]);
            Map<String, INDArray> inputs = arrays.fill(encoder.inputs(), draw);
            inputs.putAll(encoderGraph.carrying(zeros, arrays, BATCH));
            Map<String, INDArray> guess =
                    encoderEvaluator.evaluate(inputs, List.of(Elbo.POSTERIOR_MEAN, Elbo.LOG_VARIANCE));
            VariationalParameters lambda = new VariationalParameters(
                    guess.get(Elbo.POSTERIOR_MEAN).dup().reshape(-1).toDoubleVector(),
                    guess.get(Elbo.LOG_VARIANCE).dup().reshape(-1).toDoubleVector());
            VariationalParameters velocity = zeros;
            for (int round = 1; round <= settings.steps(); round++) {
                VariationalParameters gradient = loss.gradient(lambda, round);
                double[] factor = factors.of(gradient, round);
                velocity = velocity.scaled(settings.momentum(), settings.momentum())
                        .plus(-1, gradient.scaled(factor[0], factor[1]));
                lambda = lambda.plus(settings.stepSize(), velocity);
            }
            return lambda;
        }

        @Override
        public void close() {
            encoderEvaluator.close();
            passes.evaluator().close();
            arrays.close();
        }
    }
}
