package org.skipsweep.models.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.engine.choice.Engines;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.model.LstmSizes;
import org.skipsweep.models.model.LstmVae;
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
    /** A model of images and one of text, with dropout. */
    private enum Kind {
        IMAGES,
        TEXT;

        LatentVariableModel model() {
            return this == IMAGES ? TestModels.SKIP : new LstmVae(new LstmSizes(7, 3, 4, 0.3, 0.1, 5), 2, true);
        }

        Batch batch(int size) {
            RandomGenerator random = new Draws(1).of(Purpose.FIGURE, 0);
            if (this == IMAGES) {
                float[] x = new float[size * TestModels.SKIP.pixels()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = random.nextBoolean() ? 1 : 0;
                }
                return Batch.ofReals(size, x);
            }
            int length = 6;
            int[] tokens = new int[size * length];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = i % length == 0 ? 2 : i % length == length - 1 ? 3 : 4 + random.nextInt(3);
            }
            return Batch.ofTokens(size, length, tokens);
        }
    }

    private static final int BATCH = 3;
    private static final int STEPS = 4;
    private static final double IDLE = 1e6;

    /** What a gradient is computed from and written to. */
    private static final class Setting {
        private final LatentVariableModel model;
        private final Map<String, INDArray> parameters;
        private final HostVector gradient;
        private final HostMemory memory;
        private final Draw draw;

        Setting(Kind kind) {
            this.model = kind.model();
            LossGraph whole = Elbo.graph(model, DataType.DOUBLE, Phase.TRAINING);
            this.parameters = TestModels.parameters(whole, 5);
            this.gradient = new HostVector(TestModels.zeros(whole));
            this.memory = new HostMemory(parameters, gradient, (rule, rate, clip, step) -> {});
            this.draw = new Draw(kind.batch(BATCH), 0.8, Noise.ofStep(new Draws(3), 11));
        }

        Running running(EngineKind engine, SviSpec settings) {
            return new SemiAmortizedElbo(model, settings).compile(engine(engine), memory, DataType.DOUBLE);
        }
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

    @ParameterizedTest
    @CsvSource({"CENTRAL,CLEAN,0", "FORWARD,CLEAN,4", "FORWARD,FAITHFUL,4"})
    void size_countsTheVectorsThatAreKept(SviDifference difference, SviMode mode, int kept) {
        SviSpec settings = new SviSpec(STEPS, 1, 0.5, 5, difference, 1e-3, mode, 0);
        assertThat(new SemiAmortizedElbo(Kind.TEXT.model(), settings).size().keptVectors())
                .isEqualTo(kept);
        assertThat(new Elbo(Kind.TEXT.model()).size().keptVectors()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ND4J,IMAGES", "ND4J,TEXT", "LIBTORCH,IMAGES", "LIBTORCH,TEXT"})
    void withoutSteps_itIsTheAmortizedBound(EngineKind engine, Kind kind) {
        Setting setting = new Setting(kind);
        HostVector gradient = setting.gradient;
        try (Running amortized = new Elbo(setting.model).compile(engine(engine), setting.memory, DataType.DOUBLE);
                Running refined = setting.running(engine, settings(0, IDLE, 1, SviDifference.CENTRAL, 0))) {
            double loss = amortized.gradient(setting.draw);
            Map<String, INDArray> expected = new LinkedHashMap<>();
            gradient.arrays().forEach((name, array) -> expected.put(name, array.dup()));
            gradient.scale(0);
            assertThat(refined.gradient(setting.draw)).isCloseTo(loss, within(1e-12));
            gradient.arrays().forEach((name, array) -> assertThat(
                            array.sub(expected.get(name)).amaxNumber().doubleValue())
                    .as(name)
                    .isLessThan(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ND4J,IMAGES,CENTRAL,false", "ND4J,IMAGES,CENTRAL,true", "LIBTORCH,IMAGES,CENTRAL,false",
        "LIBTORCH,IMAGES,CENTRAL,true", "ND4J,IMAGES,FORWARD,true", "LIBTORCH,IMAGES,FORWARD,false",
        "ND4J,TEXT,CENTRAL,false", "ND4J,TEXT,CENTRAL,true", "LIBTORCH,TEXT,CENTRAL,false",
        "LIBTORCH,TEXT,CENTRAL,true", "LIBTORCH,TEXT,FORWARD,true"
    })
    void gradient_isThatOfTheUnrolledComputation(
            EngineKind engine, Kind kind, SviDifference difference, boolean clipped) {
        SviSpec settings =
                clipped ? settings(STEPS, 2.2, 0.05, difference, 1) : settings(STEPS, IDLE, 1, difference, 4);
        Setting setting = new Setting(kind);
        try (Running running = setting.running(engine, settings);
                Unrolled unrolled = new Unrolled(engine(engine), settings, setting)) {
            double loss = running.gradient(setting.draw);
            assertThat(running.clipped().forward() > 0).isEqualTo(clipped);
            assertThat(running.clipped().backward()).isZero();
            List<double[]> factors = unrolled.factors();
            assertThat(unrolled.loss(factors)).isCloseTo(loss, within(1e-10));
            setting.parameters.forEach((name, array) -> {
                for (long i = 0; i < array.length(); i += 3) {
                    double value = array.getDouble(i);
                    double h = 1e-5;
                    array.putScalar(i, value + h);
                    double above = unrolled.loss(factors);
                    array.putScalar(i, value - h);
                    double below = unrolled.loss(factors);
                    array.putScalar(i, value);
                    assertThat(setting.gradient.arrays().get(name).getDouble(i))
                            .as("%s at %d", name, i)
                            .isCloseTo((above - below) / (2 * h), within(1e-5));
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"ND4J,IMAGES", "LIBTORCH,IMAGES", "ND4J,TEXT", "LIBTORCH,TEXT"})
    void withAReferenceBatch_aPosteriorDoesNotDependOnItsBatch(EngineKind engine, Kind kind) {
        Setting setting = new Setting(kind);
        Draw one = new Draw(kind.batch(1), 1, new Silence());
        Draw two = new Draw(kind.batch(2), 1, new Silence());
        try (Running scaled = setting.running(engine, settings(STEPS, IDLE, 1, SviDifference.CENTRAL, 4));
                Running unscaled = setting.running(engine, settings(STEPS, IDLE, 1, SviDifference.CENTRAL, 0))) {
            assertThat(mean(scaled, one)).containsExactly(mean(scaled, two), within(1e-10));
            assertThat(mean(unscaled, one)[0]).isNotCloseTo(mean(unscaled, two)[0], within(1e-4));
        }
    }

    private static double[] mean(Running running, Draw draw) {
        return running.estimate(draw).posterior().orElseThrow().mean()[0];
    }

    /** The same computation written out, where the factors of clips are given. */
    private static final class Unrolled implements AutoCloseable {
        private final SviSpec settings;
        private final Setting setting;
        private final InputArrays arrays = new InputArrays(DataType.DOUBLE);
        private final EncoderGraph encoderGraph;
        private final LossGraph encoder;
        private final LossGraph decoder;
        private final Evaluator encoderEvaluator;
        private final BatchLoss loss;
        private final BatchLoss.Passes passes;

        Unrolled(Engine engine, SviSpec settings, Setting setting) {
            this.settings = settings;
            this.setting = setting;
            this.encoderGraph = new EncoderGraph(setting.model, DataType.DOUBLE);
            this.encoder = encoderGraph.graph(Phase.TRAINING);
            DecoderGraph decoderGraph = new DecoderGraph(setting.model, DataType.DOUBLE);
            this.decoder = decoderGraph.graph(Phase.TRAINING);
            this.encoderEvaluator = engine.compile(encoder, setting.memory);
            Draw draw = setting.draw;
            this.passes = new BatchLoss.Passes(decoderGraph, engine.compile(decoder, setting.memory), arrays);
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
                    .evaluate(
                            passes.inputs(arrays.fill(decoder.inputs(), setting.draw), lambda, shares),
                            List.of(Elbo.LOSS))
                    .get(Elbo.LOSS)
                    .getDouble(0);
        }

        private interface Factors {
            double[] of(VariationalParameters gradient, int round);
        }

        private VariationalParameters refined(Factors factors) {
            VariationalParameters zeros = new VariationalParameters(
                    new double[BATCH * setting.model.latentDim()], new double[BATCH * setting.model.latentDim()]);
            Map<String, INDArray> inputs = arrays.fill(encoder.inputs(), setting.draw);
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
