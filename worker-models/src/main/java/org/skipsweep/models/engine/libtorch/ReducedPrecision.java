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
 * converted at most once each way.
 */
final class ReducedPrecision {
    private static final String REDUCED = ":bf16";
    private static final String FULL = ":full";

    private final List<TorchCall> result = new ArrayList<>();
    private final Set<String> reduced = new HashSet<>();
    private final Map<String, String> conversions = new HashMap<>();
    private final ScalarType full;

    private ReducedPrecision(ScalarType full) {
        this.full = full;
    }

    /**
     * @param calls the calls
     * @param full the type of parameters and inputs
     * @param exact names of values that are wanted in that type: they, and so what is computed from them, are converted back
     */
    static List<TorchCall> apply(List<TorchCall> calls, ScalarType full, Set<String> exact) {
        ReducedPrecision pass = new ReducedPrecision(full);
        calls.forEach(call -> pass.add(call, exact));
        return pass.result;
    }

    private void add(TorchCall call, Set<String> exact) {
        List<String> inputs = call.inputs().stream()
                .map(name -> switch (call.rounding()) {
                    case REDUCED -> reduced.contains(name) ? name : converted(name, REDUCED, ScalarType.BFloat16);
                    case FULL -> reduced.contains(name) ? converted(name, FULL, full) : name;
                    case AS_GIVEN -> name;
                })
                .toList();
        boolean makesReduced =
                switch (call.rounding()) {
                    case REDUCED -> true;
                    case FULL -> false;
                    case AS_GIVEN -> reduced.containsAll(inputs);
                };
        if (makesReduced && exact.contains(call.output())) {
            String rough = call.output() + REDUCED;
            result.add(call.reading(inputs).writing(rough));
            result.add(conversion(rough, call.output(), full));
        } else {
            result.add(call.reading(inputs));
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
