package org.skipsweep.models.trial;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of a trial, in the order of sweep files, JSON, tables and ids. */
public final class TrialKeys {
    private static final Set<ModelFamily> EVERY = EnumSet.allOf(ModelFamily.class);
    private static final Set<ModelFamily> OF_IMAGES =
            EnumSet.of(ModelFamily.MLP_VAE, ModelFamily.IMAGE_VAE, ModelFamily.NO_OP);

    private static final ValueType<Integer> WHOLE = new ValueType.WholeNumber();
    private static final ValueType<Integer> COUNT = new ValueType.Count();
    private static final ValueType<Double> REAL = new ValueType.Real();
    private static final ValueType<Boolean> FLAG = new ValueType.Flag();

    private static final List<TrialKey<?>> DECLARED = new ArrayList<>();

    /** Which examples a trial sees. */
    public static final TrialKey<Dataset> DATASET = key(
            "dataset",
            new ValueType.OneOf<>(Dataset.class),
            Range.any(),
            Dataset.STROKES,
            EVERY,
            """
            The images: strokes (drawn from stroke descriptions, no download), mnist (grey), binarized-mnist (Larochelle) \
            or omniglot (grey).""");

    /** How grey images become binary. */
    public static final TrialKey<Binarization> BINARIZATION = key(
            "binarization",
            new ValueType.OneOf<>(Binarization.class),
            Range.any(),
            null,
            OF_IMAGES,
            """
            How grey images become binary: dynamic (a new draw of every training image in every epoch) or static (one \
            draw from a published seed); none for images that are binary already. Left out: dynamic for mnist and \
            omniglot, none for the others.""");

    /** At most so many training examples. */
    public static final TrialKey<Integer> TRAIN_EXAMPLES = key(
            "train-examples",
            COUNT,
            Range.atLeast(1),
            DataSpec.ALL,
            EVERY,
            """
            Use only the first examples of each set: a number, or all. The test images of binarized-mnist are sorted by \
            digit: fewer than all of them are zeros first, no fair sample. Those of the other sets are mixed.""");

    /** At most so many examples to select the epoch by. */
    public static final TrialKey<Integer> VALIDATION_EXAMPLES =
            key("validation-examples", COUNT, Range.atLeast(1), DataSpec.ALL, EVERY, "");

    /** At most so many examples to report. */
    public static final TrialKey<Integer> TEST_EXAMPLES =
            key("test-examples", COUNT, Range.atLeast(2), DataSpec.ALL, EVERY, "");

    /** The model family. */
    public static final TrialKey<ModelFamily> MODEL = key(
            "model",
            new ValueType.OneOf<>(ModelFamily.class),
            Range.any(),
            ModelFamily.MLP_VAE,
            EVERY,
            """
            The model family: mlp-vae (multilayer perceptrons, Table 3), image-vae (residual encoder and gated PixelCNN, \
            Tables 1 and 2), or no-op, which trains nothing and shows what the platform itself costs.""");

    /** Size D of the latent variable. */
    public static final TrialKey<Integer> LATENT_DIM =
            key("latent-dim", WHOLE, Range.atLeast(1), 50, EVERY, "Size of the latent variable z.");

    /** The paper's "layers". */
    public static final TrialKey<Integer> DECODER_LAYERS = key(
            "decoder-layers",
            WHOLE,
            Range.atLeast(1),
            2,
            OF_IMAGES,
            """
            Decoder layers, the "layers" of the paper's tables; for image-vae the gated layers.""");

    /** Whether the decoder is a generative skip model. */
    public static final TrialKey<Boolean> SKIP = key(
            "skip",
            FLAG,
            Range.any(),
            false,
            EVERY,
            "Whether every decoder layer gets z again: false is the VAE, true the SKIP-VAE.");

    /** Whether the output layer of a perceptron gets z as well. */
    public static final TrialKey<Boolean> SKIP_OUTPUT = key(
            "skip-output",
            FLAG,
            Range.any(),
            false,
            OF_IMAGES,
            """
            For mlp-vae: whether the output layer gets z too; needs skip = true. In image-vae it always does if \
            skip = true.""");

    /** Width of the hidden layers. */
    public static final TrialKey<Integer> HIDDEN_UNITS = key(
            "hidden-units",
            WHOLE,
            Range.atLeast(1),
            512,
            EVERY,
            """
            For mlp-vae: width of the hidden layers. The image model's widths are fixed: 64 maps in its encoder, 32 in its \
            decoder.""");

    /** Passes over the training set. */
    public static final TrialKey<Integer> EPOCHS = key(
            "epochs",
            WHOLE,
            Range.atLeast(1),
            100,
            EVERY,
            "Passes over the training set. The epoch with the best validation ELBO is the one that is measured.");

    /** Examples per minibatch. */
    public static final TrialKey<Integer> BATCH_SIZE =
            key("batch-size", WHOLE, Range.atLeast(1), 50, EVERY, "Examples per minibatch.");

    /** Step size of the update rule. */
    public static final TrialKey<Double> LEARNING_RATE =
            key("learning-rate", REAL, Range.positive(), 1e-3, EVERY, "Adam's step size.");

    /** Largest global norm of the gradient. */
    public static final TrialKey<Double> GRADIENT_CLIP = key(
            "gradient-clip",
            REAL,
            Range.positive(),
            5.0,
            EVERY,
            "Largest 2-norm of the gradient over all parameters; longer gradients are scaled down to it.");

    /** Length of the warm-up of the KL term. */
    public static final TrialKey<Integer> KL_WARMUP_EPOCHS = key(
            "kl-warmup-epochs",
            WHOLE,
            Range.atLeast(0),
            0,
            EVERY,
            """
            Epochs over which the weight of the KL term grows from kl-start to 1; 0 keeps it at 1 from the first step.""");

    /** Where the warm-up of the KL term starts. */
    public static final TrialKey<Double> KL_START = key(
            "kl-start",
            REAL,
            Range.between(0, 1),
            0.1,
            EVERY,
            "Weight of the KL term at the first step, where there is a warm-up.");

    /** Who computes gradients. */
    public static final TrialKey<EngineKind> ENGINE = key(
            "engine",
            new ValueType.OneOf<>(EngineKind.class),
            Range.any(),
            EngineKind.AUTO,
            EVERY,
            """
            Who computes gradients: libtorch, nd4j, or auto, which takes libtorch where it works and nd4j elsewhere. \
            Numbers differ between engines in their last digits.""");

    /** In which precision. */
    public static final TrialKey<Precision> PRECISION = later(
            1,
            "precision",
            new ValueType.OneOf<>(Precision.class),
            Range.any(),
            Precision.FP32,
            EVERY,
            """
            The precision of gradients: fp32, or bf16, which is faster where the processor or GPU multiplies bfloat16 \
            matrices. Parameters, losses and everything that is measured are in fp32 or better either way. bf16 needs \
            libtorch.""");

    /** How many executors share the work. */
    public static final TrialKey<Integer> AVERAGING_WORKERS = key(
            "averaging.workers",
            WHOLE,
            Range.atLeast(1),
            1,
            EVERY,
            "Executors that train one trial together by parameter averaging; 1 trains it in one task.");

    /** How often they average. */
    public static final TrialKey<Integer> AVERAGING_FREQUENCY = key(
            "averaging.frequency",
            WHOLE,
            Range.atLeast(1),
            20,
            EVERY,
            "Minibatches that each of them trains between two averages.");

    /** Seed of every random draw of a trial. */
    public static final TrialKey<Long> SEED = key(
            "seed",
            new ValueType.Seed(),
            Range.any(),
            1L,
            EVERY,
            "Every combination is run once with each seed; tables report mean and 95 % confidence interval over them.");

    private static final List<TrialKey<?>> ALL = List.copyOf(DECLARED);

    private static final List<TrialKey<?>> OF_DATA =
            List.of(DATASET, BINARIZATION, TRAIN_EXAMPLES, VALIDATION_EXAMPLES, TEST_EXAMPLES);

    private static final List<TrialKey<?>> OF_TRAINING = List.of(
            BINARIZATION,
            TRAIN_EXAMPLES,
            VALIDATION_EXAMPLES,
            TEST_EXAMPLES,
            EPOCHS,
            BATCH_SIZE,
            LEARNING_RATE,
            GRADIENT_CLIP,
            KL_WARMUP_EPOCHS,
            KL_START,
            ENGINE,
            PRECISION,
            AVERAGING_WORKERS,
            AVERAGING_FREQUENCY,
            SEED);

    private TrialKeys() {}

    private static <T> TrialKey<T> key(
            String name, ValueType<T> type, Range<T> range, T initial, Set<ModelFamily> families, String text) {
        return later(0, name, type, range, initial, families, text);
    }

    private static <T> TrialKey<T> later(
            int generation,
            String name,
            ValueType<T> type,
            Range<T> range,
            T initial,
            Set<ModelFamily> families,
            String text) {
        TrialKey<T> key =
                new TrialKey<>(name, type, range, Optional.ofNullable(initial), families, generation, text.strip());
        DECLARED.add(key);
        return key;
    }

    /** Every key, in order. */
    public static List<TrialKey<?>> all() {
        return ALL;
    }

    /** The keys that say which examples a trial sees. */
    public static List<TrialKey<?>> ofData() {
        return OF_DATA;
    }

    /** The keys that the size of a model depends on: all but those that say how it is trained. */
    public static List<TrialKey<?>> ofSize() {
        return ALL.stream().filter(key -> !OF_TRAINING.contains(key)).toList();
    }

    /** The keys that trials of a family have, in order. */
    public static List<TrialKey<?>> of(ModelFamily family) {
        return ALL.stream().filter(key -> key.families().contains(family)).toList();
    }

    /** The key of that name, if there is one. */
    public static Optional<TrialKey<?>> find(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** All keys of {@code spec} with their values as JSON has them, in order. */
    public static Map<String, Object> values(TrialSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        of(spec.family()).forEach(key -> values.put(key.name(), plain(key, spec)));
        return values;
    }

    /** The value of a key in {@code spec} as JSON has it. */
    static <T> Object plain(TrialKey<T> key, TrialSpec spec) {
        return key.type().plain(spec.get(key));
    }

    /** The values with the keys added, where they have no value, whose default depends on other keys. */
    public static Map<String, Object> withDependentDefaults(Map<String, Object> values) {
        Map<String, Object> complete = new LinkedHashMap<>(values);
        boolean grey = values.get(DATASET.name()) instanceof String label
                && Choice.find(Dataset.class, label).filter(Dataset::grey).isPresent();
        complete.putIfAbsent(BINARIZATION.name(), (grey ? Binarization.DYNAMIC : Binarization.NONE).label());
        return complete;
    }

    /**
     * The specification with the given values, which hold every key of the model family but those that have a default from
     * before they were added.
     *
     * @param values as JSON or sweep files have them
     * @throws IllegalArgumentException if a key is missing or unknown, or a value is of the wrong type or out of range
     * @throws ImpossibleTrialException if values cannot stand together
     */
    public static TrialSpec spec(Map<String, ?> values) {
        values.keySet().stream()
                .filter(name -> find(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("unknown key " + name);
                });
        ModelFamily family = read(MODEL, values);
        Map<TrialKey<?>, Object> typed = new LinkedHashMap<>();
        of(family).forEach(key -> typed.put(key, read(key, values)));
        values.keySet().stream()
                .filter(name -> !find(name).orElseThrow().families().contains(family))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + " means nothing to model = " + family.label());
                });
        return new TrialSpec(typed);
    }

    private static <T> T read(TrialKey<T> key, Map<String, ?> values) {
        Object raw = Optional.<Object>ofNullable(values.get(key.name()))
                .or(() -> key.before().map(key.type()::plain))
                .orElseThrow(() -> new IllegalArgumentException(key.name() + " is missing"));
        T value = key.type()
                .parse(raw)
                .orElseThrow(() -> new IllegalArgumentException(
                        key.name() + " must be " + key.type().expected() + " but is " + shown(raw)));
        return key.checked(value);
    }

    /** A raw value as a user would write it; texts in quotes. */
    public static String shown(Object raw) {
        if (raw instanceof String text) {
            return '"' + text + '"';
        }
        if (raw instanceof Map) {
            return "an object";
        }
        if (raw instanceof Iterable) {
            return "a list";
        }
        return raw instanceof Double number && Double.isFinite(number)
                ? CanonicalNumber.of(number).toString()
                : String.valueOf(raw);
    }
}
