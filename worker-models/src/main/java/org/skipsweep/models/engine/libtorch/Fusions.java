package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies every fusion wherever it fits. */
final class Fusions {
    private static final List<Fusion> ALL = List.of(new LinearFusion(), new LogisticLossFusion());

    private Fusions() {}

    /** The same computation with fewer calls. */
    static List<TorchCall> apply(List<TorchCall> calls, Set<String> wanted) {
        List<TorchCall> current = calls;
        for (Fusion fusion : ALL) {
            CallGraph graph = new CallGraph(current, wanted);
            current = needed(
                    current.stream()
                            .map(call -> fusion.fuse(call, graph).orElse(call))
                            .toList(),
                    wanted);
        }
        return current;
    }

    /** The calls that the wanted values still need. */
    private static List<TorchCall> needed(List<TorchCall> calls, Set<String> wanted) {
        Set<String> read = new HashSet<>(wanted);
        List<TorchCall> needed = new ArrayList<>();
        for (int i = calls.size() - 1; i >= 0; i--) {
            TorchCall call = calls.get(i);
            if (read.contains(call.output())) {
                needed.add(call);
                read.addAll(call.inputs());
            }
        }
        Collections.reverse(needed);
        return needed;
    }
}
