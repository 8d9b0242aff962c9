package org.skipsweep.driver.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skipsweep.models.trial.AveragingSpec;
import org.skipsweep.models.trial.Binarization;
import org.skipsweep.models.trial.Choice;
import org.skipsweep.models.trial.DataSpec;
import org.skipsweep.models.trial.Dataset;
import org.skipsweep.models.trial.EngineKind;
import org.skipsweep.models.trial.ModelFamily;
import org.skipsweep.models.trial.ModelSpec;
import org.skipsweep.models.trial.OptimizationSpec;
import org.skipsweep.models.trial.Precision;
import org.skipsweep.models.trial.TrialSpec;

/**
 * The keys of a trial, in the order of sweep files, JSON, tables and ids: the only place that maps flat keys to a
 * {@link TrialSpec} and back.
 *
 * <p>Values have one form each: {@link String} for choices and for {@code all}, {@link Integer}, {@link Double},
 * {@link Boolean}, and {@link Long} for the seed.
 */
public final class TrialKeys {
    static final String BINARIZATION = "binarization";
    static final String SEED = "seed";

    private static final List<TrialKey> ALL = List.of(
            new TrialKey("dataset", new ValueType.OneOf<>(Dataset.class), spec -> spec.data()
                    .dataset()
                    .label()),
            new TrialKey(BINARIZATION, new ValueType.OneOf<>(Binarization.class), spec -> spec.data()
                    .binarization()
                    .label()),
            new TrialKey(
                    "train-examples",
                    new ValueType.Count(),
                    spec -> count(spec.data().trainExamples())),
            new TrialKey(
                    "validation-examples",
                    new ValueType.Count(),
                    spec -> count(spec.data().validationExamples())),
            new TrialKey(
                    "test-examples",
                    new ValueType.Count(),
                    spec -> count(spec.data().testExamples())),
            new TrialKey("model", new ValueType.OneOf<>(ModelFamily.class), spec -> spec.model()
                    .family()
                    .label()),
            new TrialKey("latent-dim", new ValueType.WholeNumber(), spec -> spec.model()
                    .latentDim()),
            new TrialKey("decoder-layers", new ValueType.WholeNumber(), spec -> spec.model()
                    .decoderLayers()),
            new TrialKey("skip", new ValueType.Flag(), spec -> spec.model().skip()),
            new TrialKey(
                    "skip-output", new ValueType.Flag(), spec -> spec.model().skipOutput()),
            new TrialKey("hidden-units", new ValueType.WholeNumber(), spec -> spec.model()
                    .hiddenUnits()),
            new TrialKey("epochs", new ValueType.WholeNumber(), spec -> spec.optimization()
                    .epochs()),
            new TrialKey("batch-size", new ValueType.WholeNumber(), spec -> spec.optimization()
                    .batchSize()),
            new TrialKey("learning-rate", new ValueType.Real(), spec -> spec.optimization()
                    .learningRate()),
            new TrialKey("gradient-clip", new ValueType.Real(), spec -> spec.optimization()
                    .gradientClip()),
            new TrialKey("kl-warmup-epochs", new ValueType.WholeNumber(), spec -> spec.optimization()
                    .klWarmupEpochs()),
            new TrialKey("kl-start", new ValueType.Real(), spec -> spec.optimization()
                    .klStart()),
            new TrialKey("engine", new ValueType.OneOf<>(EngineKind.class), spec -> spec.engine()
                    .label()),
            new TrialKey(
                    "precision",
                    new ValueType.OneOf<>(Precision.class),
                    spec -> spec.precision().label(),
                    Optional.of(Precision.FP32.label())),
            new TrialKey("averaging.workers", new ValueType.WholeNumber(), spec -> spec.averaging()
                    .workers()),
            new TrialKey("averaging.frequency", new ValueType.WholeNumber(), spec -> spec.averaging()
                    .frequency()),
            new TrialKey(SEED, new ValueType.Seed(), TrialSpec::seed));

    private TrialKeys() {}

    /** Every key, in order. */
    public static List<TrialKey> all() {
        return ALL;
    }

    /** The key of that name, if there is one. */
    public static Optional<TrialKey> find(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** All keys of {@code spec} with their values, in order. */
    public static Map<String, Object> values(TrialSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        ALL.forEach(key -> values.put(key.name(), key.value().apply(spec)));
        return values;
    }

    /**
     * The values with {@code binarization} added if they have none: {@code dynamic} for grey data sets and {@code none}
     * for binary ones.
     */
    static Map<String, Object> withBinarization(Map<String, Object> values) {
        Map<String, Object> complete = new LinkedHashMap<>(values);
        boolean grey = values.get("dataset") instanceof String label
                && Choice.find(Dataset.class, label).filter(Dataset::grey).isPresent();
        complete.putIfAbsent(BINARIZATION, (grey ? Binarization.DYNAMIC : Binarization.NONE).label());
        return complete;
    }

    /**
     * The specification with the given values, which hold every key but those that were added later.
     *
     * @throws IllegalArgumentException if a key is missing or unknown, or a value is of the wrong type, out of range or
     *     impossible beside the others
     */
    public static TrialSpec spec(Map<String, ?> values) {
        Values typed = new Values(values);
        ModelFamily family = Choice.of(ModelFamily.class, typed.text("model"));
        AveragingSpec averaging =
                new AveragingSpec(typed.integer("averaging.workers"), typed.integer("averaging.frequency"));
        if (family == ModelFamily.NO_OP && averaging.enabled()) {
            throw new IllegalArgumentException("averaging.workers = " + averaging.workers()
                    + " needs a model that trains, not model = " + family.label());
        }
        return new TrialSpec(
                new DataSpec(
                        Choice.of(Dataset.class, typed.text("dataset")),
                        Choice.of(Binarization.class, typed.text(BINARIZATION)),
                        typed.count("train-examples"),
                        typed.count("validation-examples"),
                        typed.count("test-examples")),
                new ModelSpec(
                        family,
                        typed.integer("latent-dim"),
                        typed.integer("decoder-layers"),
                        typed.flag("skip"),
                        typed.flag("skip-output"),
                        typed.integer("hidden-units")),
                new OptimizationSpec(
                        typed.integer("epochs"),
                        typed.integer("batch-size"),
                        typed.real("learning-rate"),
                        typed.real("gradient-clip"),
                        typed.integer("kl-warmup-epochs"),
                        typed.real("kl-start")),
                Choice.of(EngineKind.class, typed.text("engine")),
                Choice.of(Precision.class, typed.text("precision")),
                averaging,
                typed.seed());
    }

    private static Object count(int examples) {
        return examples == DataSpec.ALL ? ValueType.Count.ALL : (Object) examples;
    }

    /** Typed reading of flat values. */
    private record Values(Map<String, ?> raw) {
        Values {
            raw.keySet().stream()
                    .filter(name -> find(name).isEmpty())
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("unknown key " + name);
                    });
        }

        private Object value(String name) {
            TrialKey key = find(name).orElseThrow();
            Object value = Optional.<Object>ofNullable(raw.get(name))
                    .or(key::before)
                    .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
            return key.type()
                    .canonical(value)
                    .orElseThrow(() -> new IllegalArgumentException(
                            name + " must be " + key.type().expected() + " but is " + Shown.value(value)));
        }

        String text(String name) {
            return (String) value(name);
        }

        int integer(String name) {
            return (Integer) value(name);
        }

        int count(String name) {
            return value(name) instanceof Integer examples ? examples : DataSpec.ALL;
        }

        double real(String name) {
            return (Double) value(name);
        }

        boolean flag(String name) {
            return (Boolean) value(name);
        }

        long seed() {
            return (Long) value(SEED);
        }
    }
}
