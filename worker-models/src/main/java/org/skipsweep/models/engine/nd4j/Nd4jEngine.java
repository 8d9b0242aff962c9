package org.skipsweep.models.engine.nd4j;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.skipsweep.models.engine.Bounded;
import org.skipsweep.models.engine.Engine;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.HostMemory;
import org.skipsweep.models.engine.HostVector;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.engine.ParameterMemory;
import org.skipsweep.models.engine.ParameterVector;
import org.skipsweep.models.engine.PreloadedBlas;

/**
 * Runs a SameDiff graph, and the gradient graph that SameDiff derives from it, on ND4J.
 *
 * <p>SameDiff's own session looks up, sizes and allocates every array at every step; for batches of a hundred images that
 * takes longer than the arithmetic. Here the operations are put in order and given their arrays once for inputs of the same shapes
 * ({@link Nd4jProgram}), and a step only executes them.
 */
public final class Nd4jEngine implements Engine {
    /** The name under which SameDiff keeps the graph that {@code createGradFunction} derives. */
    private static final String GRADIENT_FUNCTION = "grad";

    @Override
    public String description() {
        return "nd4j " + Nd4j.getBackend().getClass().getSimpleName().replace("Backend", "") + PreloadedBlas.suffix();
    }

    @Override
    public ParameterMemory memory(HostMemory host) {
        return host;
    }

    @Override
    public Evaluator compile(LossGraph graph, ParameterMemory memory) {
        graph.requireArrays(memory.arrays());
        return new Programs(graph, memory.arrays());
    }

    /** SameDiff prints every operation that it differentiates on standard output, which belongs to the user. */
    private static void differentiate(SameDiff graph, List<String> free) {
        synchronized (Nd4jEngine.class) {
            PrintStream standardOutput = System.out;
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            try {
                graph.createGradFunction(free.toArray(String[]::new));
            } finally {
                System.setOut(standardOutput);
            }
        }
    }

    /** The programs of one graph, by what they compute and for inputs of which shapes. */
    private static final class Programs implements Evaluator {
        private static final int KEPT = 16;

        private final LossGraph graph;
        private final Map<String, INDArray> parameters;
        private final Bounded<Key, Nd4jProgram> programs = new Bounded<>(KEPT, Nd4jProgram::close);
        private Map<String, INDArray> targets = Map.of();

        private record Key(boolean backward, Map<String, List<Long>> shapes, List<String> outputs) {}

        Programs(LossGraph graph, Map<String, INDArray> parameters) {
            this.graph = graph;
            this.parameters = parameters;
        }

        @Override
        public Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs) {
            graph.requireInputs(inputs);
            return programs.get(
                            new Key(false, shapes(inputs), outputs),
                            () -> Nd4jProgram.compile(graph.graph(), inputs, parameters, outputs, Map.of()))
                    .run(inputs);
        }

        @Override
        public Map<String, INDArray> gradient(
                Map<String, INDArray> inputs,
                ParameterVector gradient,
                Map<String, INDArray> free,
                List<String> outputs) {
            Map<String, INDArray> receivers = new HashMap<>(free);
            Map<String, INDArray> arrays = ((HostVector) gradient).arrays();
            graph.trainable().forEach(parameter -> receivers.put(parameter.name(), arrays.get(parameter.name())));
            return backward(inputs, receivers, outputs);
        }

        @Override
        public Map<String, INDArray> freeGradient(
                Map<String, INDArray> inputs, Map<String, INDArray> free, List<String> outputs) {
            return backward(inputs, free, outputs);
        }

        private Map<String, INDArray> backward(
                Map<String, INDArray> inputs, Map<String, INDArray> receivers, List<String> outputs) {
            graph.requireInputs(inputs);
            bind(receivers);
            return programs.get(new Key(true, shapes(inputs), outputs), () -> compileBackward(inputs, outputs))
                    .run(inputs);
        }

        /** Programs write into the arrays that they were compiled for, so other arrays need other programs. */
        private void bind(Map<String, INDArray> receivers) {
            boolean same = receivers.keySet().equals(targets.keySet())
                    && receivers.entrySet().stream().allMatch(entry -> targets.get(entry.getKey()) == entry.getValue());
            if (!same) {
                programs.removeIf(Key::backward);
                targets = Map.copyOf(receivers);
            }
        }

        private Nd4jProgram compileBackward(Map<String, INDArray> inputs, List<String> outputs) {
            SameDiff forward = graph.graph();
            if (!forward.hasGradientFunction()) {
                differentiate(forward, graph.free());
            }
            SameDiff backward = forward.getFunction(GRADIENT_FUNCTION);
            Map<String, INDArray> receivers = new HashMap<>();
            targets.forEach((name, target) ->
                    receivers.put(backward.getVariable(name).getGradient().name(), target));
            return Nd4jProgram.compile(backward, inputs, parameters, outputs, receivers);
        }

        private static Map<String, List<Long>> shapes(Map<String, INDArray> inputs) {
            Map<String, List<Long>> shapes = new HashMap<>();
            inputs.forEach((name, array) ->
                    shapes.put(name, Arrays.stream(array.shape()).boxed().toList()));
            return shapes;
        }

        @Override
        public void close() {
            programs.close();
        }
    }
}
