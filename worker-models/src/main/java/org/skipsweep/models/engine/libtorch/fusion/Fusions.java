package org.skipsweep.models.engine.libtorch.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/** Applies every fusion wherever it fits. */
public final class Fusions {
    private static final List<Fusion> ALL = List.of(
            new LinearFusion(),
            new EmbeddingFusion(),
            new CrossEntropyFusion(),
            new InitialStateFusion(),
            new LogisticLossFusion(),
            new BatchNormalizationFusion(),
            new HalvesFusion(),
            new CornerFusion());

    private Fusions() {}

    /** The same computation with fewer calls, every one after those that make its inputs. */
    public static List<TorchCall> apply(List<TorchCall> calls, List<String> wanted, String loss) {
        List<TorchCall> current = calls;
        for (Fusion fusion : ALL) {
            CallGraph graph = new CallGraph(current, Set.copyOf(wanted));
            Map<String, TorchCall> makers = new HashMap<>();
            current.forEach(call -> call.outputs().forEach(name -> makers.put(name, call)));
            for (TorchCall call : current) {
                fusion.fuse(call, graph, loss)
                        .ifPresent(fused -> fused.outputs().forEach(name -> makers.put(name, fused)));
            }
            Order order = new Order(makers);
            wanted.forEach(order::visit);
            current = order.calls;
        }
        return current;
    }

    /** Calls in the order in which they can be made. */
    private static final class Order {
        private final Map<String, TorchCall> makers;
        private final Set<TorchCall> seen = new HashSet<>();
        private final List<TorchCall> calls = new ArrayList<>();

        Order(Map<String, TorchCall> makers) {
            this.makers = makers;
        }

        void visit(String value) {
            TorchCall maker = makers.get(value);
            if (maker != null && seen.add(maker)) {
                maker.inputs().forEach(this::visit);
                calls.add(maker);
            }
        }
    }
}
