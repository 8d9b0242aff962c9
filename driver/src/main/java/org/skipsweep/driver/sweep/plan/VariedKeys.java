package org.skipsweep.driver.sweep.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.skipsweep.models.trial.TrialKey;
import org.skipsweep.models.trial.TrialKeys;

/** Which keys tell the trials of a plan apart. */
public final class VariedKeys {
    private VariedKeys() {}

    /**
     * The keys that have more than one value in it, in their order. That a trial lacks a key is none: its model, or the key that
     * it would need, tells it apart.
     */
    public static List<TrialKey<?>> of(Plan plan) {
        Map<TrialKey<?>, Object> first = new HashMap<>();
        Set<TrialKey<?>> varied = new HashSet<>();
        for (Trial trial : plan.trials()) {
            for (TrialKey<?> key : TrialKeys.all()) {
                Optional<?> value =
                        varied.contains(key) ? Optional.empty() : trial.spec().find(key);
                Object before = value.isPresent() ? first.putIfAbsent(key, value.get()) : null;
                if (before != null && !before.equals(value.get())) {
                    varied.add(key);
                }
            }
        }
        return TrialKeys.all().stream().filter(varied::contains).toList();
    }

    /** A trial by the values of such keys, {@code "decoder-layers 2, skip true"}; by its id if there are none. */
    public static String name(Trial trial, List<TrialKey<?>> varied) {
        String values = varied.stream()
                .map(key -> key.name() + " " + key.text(trial.spec()))
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? trial.id() : values;
    }
}
