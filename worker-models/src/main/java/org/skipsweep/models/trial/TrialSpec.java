package org.skipsweep.models.trial;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.models.trial.inference.Inference;
import org.skipsweep.models.trial.inference.SviSpec;

/**
 * Everything that decides a trial's numbers: a value for each key that means something to it. Where and when it runs, and
 * where its data lie, is not part of it.
 */
public final class TrialSpec implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By name of the key, in the order of {@link TrialKeys}. */
    private final LinkedHashMap<String, Serializable> values = new LinkedHashMap<>();

    /**
     * A trial with the given values.
     *
     * @throws IllegalArgumentException if a key has neither a value nor a default from before it was added
     * @throws ImpossibleTrialException if values cannot stand together
     */
    TrialSpec(Map<TrialKey<?>, Object> values) {
        for (TrialKey<?> key : TrialKeys.of((ModelFamily) values.get(ModelKeys.MODEL))) {
            if (meaningful(key)) {
                this.values.put(key.name(), values.get(key) instanceof Serializable value ? value : before(key));
            }
        }
        TrialRules.check(this);
    }

    /** Whether the key means something beside the values so far; what a key needs stands before it. */
    private boolean meaningful(TrialKey<?> key) {
        if (key.need().isEmpty()) {
            return true;
        }
        TrialKey.Need need = key.need().get();
        return find(need.key()).isPresent() && need.value().equals(TrialKeys.plain(need.key(), this));
    }

    private static Serializable before(TrialKey<?> key) {
        return (Serializable) key.before().orElseThrow(() -> new IllegalArgumentException(key.name() + " is missing"));
    }

    /**
     * The value of a key.
     *
     * @throws IllegalArgumentException if the trial has no such key
     */
    public <T> T get(TrialKey<T> key) {
        Optional<T> value = find(key);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a trial of model " + family().label() + " has no " + key.name());
        }
        return value.get();
    }

    /** The value of a key, if the trial has it. */
    @SuppressWarnings("unchecked") // The constructor takes values of their keys' types only.
    public <T> Optional<T> find(TrialKey<T> key) {
        return Optional.ofNullable((T) values.get(key.name()));
    }

    /** The values of some keys, those that the trial has. */
    public Map<TrialKey<?>, Object> part(List<TrialKey<?>> keys) {
        Map<TrialKey<?>, Object> part = new LinkedHashMap<>();
        for (TrialKey<?> key : keys) {
            Object value = values.get(key.name());
            if (value != null) {
                part.put(key, value);
            }
        }
        return Collections.unmodifiableMap(part);
    }

    /** The same trial but for one value; keys that come to mean something by it have their defaults. */
    public <T> TrialSpec with(TrialKey<T> key, T value) {
        Map<String, Object> changed = TrialKeys.values(this);
        changed.put(key.name(), key.type().plain(key.checked(value)));
        return TrialKeys.spec(TrialKeys.own(TrialKeys.withDependentDefaults(changed)));
    }

    /** The keys that it has, in order. */
    List<TrialKey<?>> keys() {
        return values.keySet().stream()
                .<TrialKey<?>>map(name -> TrialKeys.find(name).orElseThrow())
                .toList();
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

    /** How a semi-amortised trial refines posteriors; empty if the encoder's are final, or there are none. */
    public Optional<SviSpec> svi() {
        return find(InferenceKeys.INFERENCE)
                .filter(inference -> inference == Inference.SEMI_AMORTISED)
                .map(inference -> SviSpec.of(this));
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
