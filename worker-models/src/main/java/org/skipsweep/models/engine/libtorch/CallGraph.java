package org.skipsweep.models.engine.libtorch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which call makes a value, and how often it is read. */
final class CallGraph {
    private final Map<String, TorchCall> makers = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();

    /**
     * @param calls the calls
     * @param wanted values that count as read once more
     */
    CallGraph(List<TorchCall> calls, Set<String> wanted) {
        for (TorchCall call : calls) {
            makers.put(call.output(), call);
            call.inputs().forEach(name -> uses.merge(name, 1, Integer::sum));
        }
        wanted.forEach(name -> uses.merge(name, 1, Integer::sum));
    }

    /** The call that makes {@code value}, if it is a {@code name}. */
    Optional<TorchCall> maker(String value, String name) {
        return Optional.ofNullable(makers.get(value)).filter(call -> call.name().equals(name));
    }

    /** The call that makes {@code value}, if it is a {@code name} and nothing else reads its result. */
    Optional<TorchCall> onlyFor(String value, String name) {
        return maker(value, name).filter(call -> uses.get(value) == 1);
    }
}
