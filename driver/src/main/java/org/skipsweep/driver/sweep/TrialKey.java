package org.skipsweep.driver.sweep;

import java.util.function.Function;
import org.skipsweep.models.trial.TrialSpec;

/**
 * One key of a trial.
 *
 * @param name as users write it, kebab-case, with a dot for each level: {@code averaging.workers}
 * @param type what its value may be
 * @param value reads it from a specification, in the form that {@code type} calls canonical
 */
public record TrialKey(String name, ValueType type, Function<TrialSpec, Object> value) {

    /** The name of the key's Parquet column: {@code averaging_workers}. */
    public String column() {
        return name.replace('-', '_').replace('.', '_');
    }

    /** The value in {@code spec} as text: {@code 0.0003}, {@code true}, {@code mnist}. */
    public String text(TrialSpec spec) {
        Object raw = value.apply(spec);
        return raw instanceof Double number ? CanonicalNumber.of(number).toString() : raw.toString();
    }
}
