package org.skipsweep.models.engine.libtorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.global.torch.ScalarType;

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

    private void add(TorchCall call, Set<String> exact) {
        if (call.inputs().stream().anyMatch(ofBatch::contains)) {
            ofBatch.add(call.output());
        }
        boolean anyReduced = call.inputs().stream().anyMatch(reduced::contains);
        boolean convertible =
                call.inputs().stream().allMatch(name -> reduced.contains(name) || !ofBatch.contains(name));
        boolean down = call.rounding() == Rounding.REDUCED
                || (call.rounding() == Rounding.AS_GIVEN && anyReduced && convertible);
        List<String> inputs = call.inputs().stream()
                .map(name -> {
                    if (down) {
                        return reduced.contains(name) ? name : converted(name, REDUCED, ScalarType.BFloat16);
                    }
                    return call.rounding() == Rounding.FULL && reduced.contains(name)
                            ? converted(name, FULL, full)
                            : name;
                })
                .toList();
        add(call.reading(inputs), down, exact);
    }

    private void add(TorchCall call, boolean makesReduced, Set<String> exact) {
        if (makesReduced && exact.contains(call.output())) {
            String rough = call.output() + REDUCED;
            result.add(call.writing(rough));
            conversions.put(rough, rough);
            result.add(conversion(rough, call.output(), full));
        } else {
            result.add(call);
            if (makesReduced) {
                reduced.add(call.output());
            }
        }
    }

    private String converted(String name, String suffix, ScalarType type) {
        return conversions.computeIfAbsent(name + suffix, converted -> {
            result.add(conversion(name, converted, type));
            return converted;
        });
    }

    private static TorchCall conversion(String from, String to, ScalarType type) {
        return TorchCall.made("cast", Rounding.AS_GIVEN, x -> x[0].to(type), List.of(from), to);
    }
}
