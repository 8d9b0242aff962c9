package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skipsweep.models.engine.libtorch.fusion.CallGraph;
import org.skipsweep.models.engine.libtorch.operation.Rounding;
import org.skipsweep.models.engine.libtorch.operation.TorchCall;

/**
 * Lets calls compute with bfloat16 values where their {@link Rounding} allows it, by conversions in between: every value is
 * converted at most once each way. A parameter, or what is computed from parameters alone, is converted where it meets a
 * reduced value; two values of the minibatch meet in the better precision.
 */
final class ReducedPrecision {
    private static final String REDUCED = ":bf16";
    private static final String FULL = ":full";

    private final List<TorchCall> result = new ArrayList<>();
    private final Set<String> reduced = new HashSet<>();
    private final Set<String> ofBatch;
    private final Map<String, String> conversions = new HashMap<>();
    private final ScalarType full;

    private ReducedPrecision(ScalarType full, Set<String> inputs) {
        this.full = full;
        this.ofBatch = new HashSet<>(inputs);
    }

    /**
     * @param calls the calls
     * @param inputs names of the values that belong to a minibatch
     * @param full the type of parameters and inputs
     * @param exact names of values that are wanted in that type: they, and so what is computed from them, are converted back
     */
    static List<TorchCall> apply(List<TorchCall> calls, Set<String> inputs, ScalarType full, Set<String> exact) {
        ReducedPrecision pass = new ReducedPrecision(full, inputs);
        calls.forEach(call -> pass.add(call, exact));
        return pass.result;
    }

    /**
     * Values that stand for what they were converted from, for derivatives: of a parameter that is read by its conversion alone, the
     * derivative is that of what it was converted to, number by number.
     *
     * @param calls what {@link #apply} made
     * @return the converted value's name by the parameter's
     */
    static Map<String, String> standIns(List<TorchCall> calls, Set<String> parameters) {
        CallGraph graph = new CallGraph(calls, Set.of());
        Map<String, String> standIns = new HashMap<>();
        for (String parameter : parameters) {
            List<TorchCall> reading = graph.readers(parameter);
            if (reading.size() == 1 && reading.get(0).outputs().contains(parameter + REDUCED)) {
                standIns.put(parameter, parameter + REDUCED);
            }
        }
        return standIns;
    }

    private void add(TorchCall call, Set<String> exact) {
        if (call.inputs().stream().anyMatch(ofBatch::contains)) {
            ofBatch.addAll(call.outputs());
        }
        boolean down = goesDown(call);
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < call.inputs().size(); i++) {
            String name = call.inputs().get(i);
            boolean asItIs = call.rounding() != Rounding.FULL && (call.rounding() != Rounding.AS_FIRST || i == 0);
            if ((down && call.rounding() != Rounding.AS_FIRST) || call.rounding() == Rounding.REDUCED_INSIDE) {
                inputs.add(reduced.contains(name) ? name : converted(name, REDUCED, ScalarType.BFloat16));
            } else {
                inputs.add(reduced.contains(name) && !asItIs ? converted(name, FULL, full) : name);
            }
        }
        add(call.with(inputs, call.outputs()), down, exact);
    }

    /** Whether the first output of a call is reduced. */
    private boolean goesDown(TorchCall call) {
        return switch (call.rounding()) {
            case REDUCED -> true;
            case FULL, REDUCED_INSIDE -> false;
            case AS_ANY -> call.inputs().stream().anyMatch(reduced::contains);
            case AS_FIRST -> reduced.contains(call.inputs().get(0));
            case AS_GIVEN -> call.inputs().stream().anyMatch(reduced::contains)
                    && call.inputs().stream().allMatch(name -> reduced.contains(name) || !ofBatch.contains(name));
        };
    }

    private void add(TorchCall call, boolean down, Set<String> exact) {
        List<String> outputs = new ArrayList<>(call.outputs());
        int count = call.rounding() == Rounding.AS_FIRST ? 1 : outputs.size();
        if (down) {
            outputs.subList(0, count).replaceAll(name -> exact.contains(name) ? name + REDUCED : name);
        }
        result.add(call.with(call.inputs(), outputs));
        for (int i = 0; down && i < count; i++) {
            String name = call.outputs().get(i);
            if (exact.contains(name)) {
                conversions.put(name + REDUCED, name + REDUCED);
                result.add(conversion(name + REDUCED, name, full));
            } else {
                reduced.add(name);
            }
        }
    }

    private String converted(String name, String suffix, ScalarType type) {
        return conversions.computeIfAbsent(name + suffix, converted -> {
            result.add(conversion(name, converted, type));
            return converted;
        });
    }

    /** Whole numbers stay what they are. */
    private static Tensor converted(Tensor x, ScalarType type) {
        return x.is_floating_point() ? x.to(type) : new Tensor(x);
    }

    private static TorchCall conversion(String from, String to, ScalarType type) {
        return TorchCall.made("cast", Rounding.AS_GIVEN, x -> converted(x[0], type), List.of(from), to);
    }
}
