package org.skipsweep.models.engine.libtorch.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/** Which call makes a value, and which ones read it. */
public final class CallGraph {
    private final Map<String, TorchCall> makers = new HashMap<>();
    private final Map<String, List<TorchCall>> readers = new HashMap<>();
    private final Set<String> wanted;

    /**
     * @param calls the calls
     * @param wanted values that are read from outside
     */
    public CallGraph(List<TorchCall> calls, Set<String> wanted) {
        this.wanted = wanted;
        for (TorchCall call : calls) {
            call.outputs().forEach(name -> makers.put(name, call));
            call.inputs().forEach(name -> readers.computeIfAbsent(name, unused -> new ArrayList<>())
                    .add(call));
        }
    }

    /** The calls that read {@code value}, a call that reads it twice twice. */
    public List<TorchCall> readers(String value) {
        return readers.getOrDefault(value, List.of());
    }

    /** Whether no call makes {@code value}: it is an input, a parameter or a constant. */
    boolean isGiven(String value) {
        return !makers.containsKey(value);
    }

    /** The call that makes {@code value}, if it is a {@code name}. */
    Optional<TorchCall> maker(String value, String name) {
        return Optional.ofNullable(makers.get(value)).filter(call -> call.name().equals(name));
    }

    /** The call that makes {@code value}, if it is a {@code name} and nothing else reads its result. */
    Optional<TorchCall> onlyFor(String value, String name) {
        return maker(value, name).filter(call -> readers(value).size() + (wanted.contains(value) ? 1 : 0) == 1);
    }

    /** Whether {@code target} is computed from {@code value} by way of other calls than {@code except}. */
    boolean leadsTo(String value, String target, Set<TorchCall> except) {
        return reaches(value, target, new HashSet<>(except));
    }

    private boolean reaches(String value, String target, Set<TorchCall> seen) {
        if (value.equals(target)) {
            return true;
        }
        for (TorchCall reader : readers(value)) {
            if (seen.add(reader) && reader.outputs().stream().anyMatch(output -> reaches(output, target, seen))) {
                return true;
            }
        }
        return false;
    }
}
