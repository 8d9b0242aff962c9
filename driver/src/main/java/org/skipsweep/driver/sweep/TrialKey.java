package org.skipsweep.driver.sweep;

import java.util.Optional;
import java.util.function.Function;
import org.skipsweep.models.trial.TrialSpec;

/**
 * One key of a trial.
 *
 * @param name as users write it, kebab-case, with a dot for each level: {@code averaging.workers}
 * @param type what its value may be
 * @param value reads it from a specification, in the form that {@code type} calls canonical
 * @param before for a key that was added when trials had been published: the value that those trials have
 */
public record TrialKey(String name, ValueType type, Function<TrialSpec, Object> value, Optional<Object> before) {

    /** A key that every trial was ever written with. */
    TrialKey(String name, ValueType type, Function<TrialSpec, Object> value) {
        this(name, type, value, Optional.empty());
    }

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
