package org.skipsweep.models.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a SameDiff graph, and the gradient graph that SameDiff derives from it, on ND4J.
 *
 * <p>SameDiff's own session looks up, sizes and allocates every array at every step; for batches of a hundred images that
 * takes longer than the arithmetic. Here the operations are put in order and given their arrays once per batch size
 * ({@link Nd4jProgram}), and a step only executes them.
 */
public final class Nd4jEngine implements Engine {
    /** The name under which SameDiff keeps the graph that {@code createGradFunction} derives. */
    private static final String GRADIENT_FUNCTION = "grad";

    @Override
    public String description() {
        return "nd4j " + Nd4j.getBackend().getClass().getSimpleName().replace("Backend", "");
    }

    @Override
    public Evaluator compile(LossGraph graph, Map<String, INDArray> parameters) {
        graph.requireArrays(parameters);
        return new Programs(graph, Map.copyOf(parameters));
    }

    /** SameDiff prints every operation that it differentiates on standard output, which belongs to the user. */
    private static void differentiate(SameDiff graph) {
        synchronized (Nd4jEngine.class) {
            PrintStream standardOutput = System.out;
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            try {
                graph.createGradFunction();
            } finally {
                System.setOut(standardOutput);
            }
        }
    }

    /** The programs of one graph, by what they compute and for which batch size. */
    private static final class Programs implements Evaluator {
        private final LossGraph graph;
        private final Map<String, INDArray> parameters;
        private final Map<Key, Nd4jProgram> programs = new HashMap<>();
        private Map<String, INDArray> targets = Map.of();

        private record Key(boolean backward, long batch, List<String> outputs) {}

        Programs(LossGraph graph, Map<String, INDArray> parameters) {
            this.graph = graph;
            this.parameters = parameters;
        }

        @Override
        public Map<String, INDArray> evaluate(Map<String, INDArray> inputs, List<String> outputs) {
            return programs.computeIfAbsent(
                            new Key(false, batch(inputs), outputs),
                            key -> Nd4jProgram.compile(graph.graph(), inputs, parameters, outputs, Map.of()))
                    .run(inputs);
        }

        @Override
        public Map<String, INDArray> gradient(
                Map<String, INDArray> inputs, Map<String, INDArray> gradients, List<String> outputs) {
            bind(gradients);
            return programs.computeIfAbsent(new Key(true, batch(inputs), outputs), key -> backward(inputs, outputs))
                    .run(inputs);
        }

        /** Programs write into the arrays that they were compiled for, so other arrays need other programs. */
        private void bind(Map<String, INDArray> gradients) {
            if (graph.trainable().stream()
                    .map(Parameter::name)
                    .allMatch(name -> targets.get(name) == gradients.get(name))) {
                return;
            }
            programs.entrySet().removeIf(entry -> {
                if (entry.getKey().backward()) {
                    entry.getValue().close();
                }
                return entry.getKey().backward();
            });
            targets = Map.copyOf(gradients);
        }

        private Nd4jProgram backward(Map<String, INDArray> inputs, List<String> outputs) {
            SameDiff forward = graph.graph();
            if (!forward.hasGradientFunction()) {
                differentiate(forward);
            }
            SameDiff backward = forward.getFunction(GRADIENT_FUNCTION);
            Map<String, INDArray> receivers = new HashMap<>();
            for (Parameter parameter : graph.trainable()) {
                String gradient =
                        backward.getVariable(parameter.name()).getGradient().name();
                receivers.put(gradient, targets.get(parameter.name()));
            }
            return Nd4jProgram.compile(backward, inputs, parameters, outputs, receivers);
        }

        private static long batch(Map<String, INDArray> inputs) {
            return inputs.values().iterator().next().size(0);
        }

        @Override
        public void close() {
            programs.values().forEach(Nd4jProgram::close);
            programs.clear();
        }
    }
}
