package org.skipsweep.models.engine.libtorch.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.engine.TestModels;
import org.skipsweep.models.engine.libtorch.LibtorchEngine;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.optimization.UpdateRule;

/** The memory of a GPU, on the processor as its device. */
class GpuMemoryTest {
    private static final UpdateRule.Adam ADAM = UpdateRule.Adam.USUAL;

    private final LossGraph graph = TestModels.graph(TestModels.SKIP);
    private final int length = graph.parameters().stream()
            .mapToInt(parameter -> (int) parameter.length())
            .sum();
    private final INDArray flat = Nd4j.zeros(DataType.DOUBLE, length);
    private final Map<String, INDArray> views = views();
    private final INDArray state = Nd4j.zeros(DataType.DOUBLE, 1, 2L * length);
    private final Map<String, INDArray> inputs = TestModels.inputs(TestModels.SKIP, 4, 1);

    private Map<String, INDArray> views() {
        Map<String, INDArray> made = new LinkedHashMap<>();
        long from = 0;
        for (Map.Entry<String, INDArray> entry : TestModels.parameters(graph, 2).entrySet()) {
            long to = from + entry.getValue().length();
            INDArray view = flat.get(NDArrayIndex.interval(from, to))
                    .reshape('f', entry.getValue().shape());
            view.assign(entry.getValue());
            made.put(entry.getKey(), view);
            from = to;
        }
        return made;
    }

    private ParameterMemory memory() {
        HostMemory host = new HostMemory(views, new HostVector(Map.of()), (rule, rate, clip, step) -> {
            throw new AssertionError("the device makes the steps");
        });
        return new GpuMemory(host, new Device.Cpu());
    }

    @Test
    void tenStepsOfAdam_areThoseOfItsFormula() {
        double clip = 0.5;
        double[] theta = flat.toDoubleVector();
        double[] mean = new double[length];
        double[] square = new double[length];
        INDArray copy = Nd4j.createFromArray(theta);
        try (ParameterMemory memory = memory();
                Evaluator evaluator = engine().compile(TestModels.graph(TestModels.SKIP), memory);
                Evaluator reference = engine().compile(graph, likeViews(copy))) {
            memory.load(state);
            Map<String, INDArray> gradient = likeViews(Nd4j.zeros(DataType.DOUBLE, length));
            for (int step = 1; step <= 10; step++) {
                evaluator.gradient(inputs, memory.gradient(), Map.of(), List.of(Elbo.LOSS));
                memory.update(ADAM, 1e-2, clip, step);
                reference.gradient(inputs, gradient, List.of());
                double[] g = inOrder(gradient);
                double norm = 0;
                for (double value : g) {
                    norm += value * value;
                }
                double scale = Math.min(1, clip / Math.sqrt(norm));
                for (int i = 0; i < length; i++) {
                    double value = g[i] * scale;
                    mean[i] = 0.9 * mean[i] + 0.1 * value;
                    square[i] = 0.999 * square[i] + 0.001 * value * value;
                    theta[i] -= ADAM.stepSize(1e-2, step) * mean[i] / (Math.sqrt(square[i]) + 1e-8);
                }
                copy.assign(Nd4j.createFromArray(theta));
            }
            memory.store(state);
        }
        assertThat(flat.toDoubleVector()).containsExactly(theta, within(1e-10));
        double[] stored = state.toDoubleVector();
        for (int i = 0; i < length; i++) {
            assertThat(stored[i]).isCloseTo(mean[i], within(1e-10));
            assertThat(stored[length + i]).isCloseTo(square[i], within(1e-10));
        }
    }

    @Test
    void stepOfGradientDescent_isTheClippedGradient() {
        double[] before = flat.toDoubleVector();
        INDArray none = Nd4j.empty(DataType.DOUBLE);
        try (ParameterMemory memory = memory();
                Evaluator evaluator = engine().compile(graph, memory)) {
            memory.load(none);
            evaluator.gradient(inputs, memory.gradient(), Map.of(), List.of());
            double norm = Math.sqrt(memory.gradient().squaredNorm());
            memory.update(new UpdateRule.Sgd(), 0.5, norm / 2, 1);
            memory.store(none);
            double moved = 0;
            double[] after = flat.toDoubleVector();
            for (int i = 0; i < length; i++) {
                moved += (after[i] - before[i]) * (after[i] - before[i]);
            }
            assertThat(Math.sqrt(moved)).isCloseTo(0.5 * norm / 2, within(1e-10));
        }
    }

    @Test
    void vectors_addAndScaleOnTheDevice() {
        try (ParameterMemory memory = memory();
                Evaluator evaluator = engine().compile(graph, memory)) {
            memory.load(state);
            evaluator.gradient(inputs, memory.gradient(), Map.of(), List.of());
            double norm = Math.sqrt(memory.gradient().squaredNorm());
            ParameterVector sum = memory.vector();
            assertThat(sum.squaredNorm()).isZero();
            sum.add(2, memory.gradient());
            sum.add(1, memory.gradient());
            sum.scale(0.5);
            assertThat(Math.sqrt(sum.squaredNorm())).isCloseTo(1.5 * norm, within(1e-9));
        }
    }

    private Map<String, INDArray> likeViews(INDArray memory) {
        Map<String, INDArray> made = new LinkedHashMap<>();
        long from = 0;
        for (Map.Entry<String, INDArray> entry : views.entrySet()) {
            long to = from + entry.getValue().length();
            made.put(
                    entry.getKey(),
                    memory.get(NDArrayIndex.interval(from, to))
                            .reshape('f', entry.getValue().shape()));
            from = to;
        }
        return made;
    }

    private double[] inOrder(Map<String, INDArray> gradient) {
        INDArray ordered = Nd4j.zeros(DataType.DOUBLE, length);
        likeViews(ordered).forEach((name, view) -> view.assign(gradient.get(name)));
        return ordered.toDoubleVector();
    }

    private static LibtorchEngine engine() {
        return new LibtorchEngine(new Device.Cpu(), Precision.FP32);
    }
}
