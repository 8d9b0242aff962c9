package org.skipsweep.models.trial;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides a trial's numbers: a value for each key that its model family has. Where and when it runs, and
 * where its data lie, is not part of it.
 */
public final class TrialSpec implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By name of the key, in the order of {@link TrialKeys}. */
    private final LinkedHashMap<String, Serializable> values = new LinkedHashMap<>();

    /**
     * A trial with the given values.
     *
     * @throws IllegalArgumentException if a key of the family has no value
     * @throws ImpossibleTrialException if values cannot stand together
     */
    TrialSpec(Map<TrialKey<?>, Object> values) {
        for (TrialKey<?> key : TrialKeys.of((ModelFamily) values.get(ModelKeys.MODEL))) {
            if (!(values.get(key) instanceof Serializable value)) {
                throw new IllegalArgumentException(key.name() + " is missing");
            }
            this.values.put(key.name(), value);
        }
        TrialRules.check(this);
    }

    /** A trial on images. */
    public TrialSpec(
            DataSpec data,
            ModelSpec model,
            OptimizationSpec optimization,
            EngineKind engine,
            Precision precision,
            AveragingSpec averaging,
            long seed) {
        this(union(List.of(
                data.values(),
                model.values(),
                optimization.values(),
                Map.of(ExecutionKeys.ENGINE, engine, ExecutionKeys.PRECISION, precision, ExecutionKeys.SEED, seed),
                averaging.values())));
    }

    /** A trial on images in single precision. */
    public TrialSpec(
            DataSpec data,
            ModelSpec model,
            OptimizationSpec optimization,
            EngineKind engine,
            AveragingSpec averaging,
            long seed) {
        this(data, model, optimization, engine, Precision.FP32, averaging, seed);
    }

    private static Map<TrialKey<?>, Object> union(List<Map<TrialKey<?>, Object>> parts) {
        Map<TrialKey<?>, Object> union = new LinkedHashMap<>();
        parts.forEach(union::putAll);
        return union;
    }

    /**
     * The value of a key.
     *
     * @throws IllegalArgumentException if the trial's model family has no such key
     */
    public <T> T get(TrialKey<T> key) {
        return find(key)
                .orElseThrow(() ->
                        new IllegalArgumentException("a trial of model " + family().label() + " has no " + key.name()));
    }

    /** The value of a key, if the trial's model family has it. */
    @SuppressWarnings("unchecked") // The constructor takes values of their keys' types only.
    public <T> Optional<T> find(TrialKey<T> key) {
        return Optional.ofNullable((T) values.get(key.name()));
    }

    /** The values of some keys, those that the trial has. */
    public Map<TrialKey<?>, Object> part(List<TrialKey<?>> keys) {
        Map<TrialKey<?>, Object> part = new LinkedHashMap<>();
        keys.forEach(key -> find(key).ifPresent(value -> part.put(key, value)));
        return Collections.unmodifiableMap(part);
    }

    /** The same trial but for one value. */
    public <T> TrialSpec with(TrialKey<T> key, T value) {
        Map<TrialKey<?>, Object> changed = new LinkedHashMap<>(part(TrialKeys.all()));
        changed.put(key, key.checked(value));
        return new TrialSpec(changed);
    }

    /** The model family. */
    public ModelFamily family() {
        return (ModelFamily) values.get(ModelKeys.MODEL.name());
    }

    /** The images of a trial on images. */
    public DataSpec data() {
        return DataSpec.of(this);
    }

    /** The model of a trial on images. */
    public ModelSpec model() {
        return ModelSpec.of(this);
    }

    /** How it is trained. */
    public OptimizationSpec optimization() {
        return OptimizationSpec.of(this);
    }

    /** Who computes gradients. */
    public EngineKind engine() {
        return get(ExecutionKeys.ENGINE);
    }

    /** In which precision. */
    public Precision precision() {
        return get(ExecutionKeys.PRECISION);
    }

    /** How many executors share the work. */
    public AveragingSpec averaging() {
        return AveragingSpec.of(this);
    }

    /** Seed of every random draw of the trial. */
    public long seed() {
        return get(ExecutionKeys.SEED);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrialSpec that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return TrialSpecParser.toJson(this).toString();
    }
}
