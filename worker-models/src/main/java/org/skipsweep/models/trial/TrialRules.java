package org.skipsweep.models.trial;

import java.util.List;
import java.util.stream.Stream;
import org.skipsweep.models.trial.inference.SviDifference;
import org.skipsweep.models.trial.inference.SviMode;

/** Which values of different keys cannot stand together. */
final class TrialRules {
    private TrialRules() {}

    /** @throws ImpossibleTrialException at the first rule that {@code spec} breaks */
    static void check(TrialSpec spec) {
        kindFits(spec.get(DataKeys.DATASET), spec.family());
        filesFit(spec);
        refinementFits(spec);
        precisionFits(spec);
        averagingFits(spec);
        if (spec.find(DataKeys.BINARIZATION).isPresent()) {
            binarizationFits(spec.get(DataKeys.DATASET), spec.get(DataKeys.BINARIZATION));
        }
        if (spec.find(ModelKeys.SKIP_OUTPUT).isPresent()) {
            skipOutputFits(spec.family(), spec.get(ModelKeys.SKIP), spec.get(ModelKeys.SKIP_OUTPUT));
        }
        if (spec.engine() == EngineKind.ND4J && spec.precision() != Precision.FP32) {
            throw new ImpossibleTrialException(
                    "precision = " + spec.precision().label()
                            + " needs engine = libtorch or auto; engine = nd4j computes in fp32 only",
                    ExecutionKeys.PRECISION,
                    ExecutionKeys.ENGINE);
        }
    }

    private static void kindFits(Dataset dataset, ModelFamily family) {
        if (dataset.kind() != family.data()) {
            List<String> fitting = Stream.of(Dataset.values())
                    .filter(other -> other.kind() == family.data())
                    .map(Dataset::label)
                    .toList();
            int last = fitting.size() - 1;
            throw new ImpossibleTrialException(
                    "dataset " + dataset.label() + " holds " + dataset.kind().plural() + "; model " + family.label()
                            + " needs " + family.data().plural() + ": "
                            + String.join(", ", fitting.subList(0, last)) + " or " + fitting.get(last),
                    DataKeys.DATASET,
                    ModelKeys.MODEL);
        }
    }

    private static void filesFit(TrialSpec spec) {
        if (spec.find(TextKeys.TRAIN).isEmpty()) {
            return;
        }
        required(spec, TextKeys.TRAIN, "the file to train on");
        required(spec, TextKeys.TEST, "the file to report");
        if (spec.get(TextKeys.HOLD_OUT) == 0) {
            required(spec, TextKeys.VALIDATION, "the file to select the epoch by, or text.hold-out above 0");
        } else if (!spec.get(TextKeys.VALIDATION).isEmpty()) {
            throw new ImpossibleTrialException(
                    "text.hold-out = " + spec.get(TextKeys.HOLD_OUT) + " takes the place of text.validation = "
                            + spec.get(TextKeys.VALIDATION) + "; leave one of them out",
                    TextKeys.HOLD_OUT,
                    TextKeys.VALIDATION);
        }
    }

    private static void required(TrialSpec spec, TrialKey<String> file, String what) {
        if (spec.get(file).isEmpty()) {
            throw new ImpossibleTrialException("dataset = text needs " + file + ", " + what, DataKeys.DATASET, file);
        }
    }

    private static void refinementFits(TrialSpec spec) {
        spec.svi().filter(svi -> svi.mode() == SviMode.FAITHFUL).ifPresent(svi -> {
            if (svi.difference() != SviDifference.FORWARD) {
                throw new ImpossibleTrialException(
                        "svi.mode = faithful needs svi.difference = forward, not "
                                + svi.difference().label(),
                        InferenceKeys.SVI_DIFFERENCE,
                        InferenceKeys.SVI_MODE);
            }
            if (svi.referenceBatch() != 0) {
                throw new ImpossibleTrialException(
                        "svi.mode = faithful needs svi.reference-batch = 0, not " + svi.referenceBatch(),
                        InferenceKeys.SVI_REFERENCE_BATCH,
                        InferenceKeys.SVI_MODE);
            }
        });
    }

    private static void precisionFits(TrialSpec spec) {
        if (spec.svi().isPresent() && spec.precision() != Precision.FP32) {
            throw new ImpossibleTrialException(
                    "precision = " + spec.precision().label()
                            + " is too coarse for the differences of inference = semi-amortised; it needs fp32",
                    ExecutionKeys.PRECISION,
                    InferenceKeys.INFERENCE);
        }
    }

    private static void averagingFits(TrialSpec spec) {
        if (!spec.averaging().enabled()) {
            return;
        }
        String workers = "averaging.workers = " + spec.averaging().workers();
        if (spec.family() == ModelFamily.NO_OP) {
            throw new ImpossibleTrialException(
                    workers + " needs a model that trains, not model = "
                            + spec.family().label(),
                    ExecutionKeys.AVERAGING_WORKERS,
                    ModelKeys.MODEL);
        }
        if (spec.family().data() == Dataset.Kind.TEXT) {
            throw new ImpossibleTrialException(
                    workers + " needs a model of images, not model = "
                            + spec.family().label(),
                    ExecutionKeys.AVERAGING_WORKERS,
                    ModelKeys.MODEL);
        }
        if (spec.svi().isPresent()) {
            throw new ImpossibleTrialException(
                    workers + " needs inference = amortised", ExecutionKeys.AVERAGING_WORKERS, InferenceKeys.INFERENCE);
        }
    }

    static void binarizationFits(Dataset dataset, Binarization binarization) {
        if (dataset.grey() && binarization == Binarization.NONE) {
            throw new ImpossibleTrialException(
                    "dataset " + dataset.label() + " is grey and needs binarization dynamic or static",
                    DataKeys.DATASET,
                    DataKeys.BINARIZATION);
        }
        if (!dataset.grey() && binarization != Binarization.NONE) {
            throw new ImpossibleTrialException(
                    "dataset " + dataset.label() + " is binary already and takes binarization none, not "
                            + binarization.label(),
                    DataKeys.DATASET,
                    DataKeys.BINARIZATION);
        }
    }

    static void skipOutputFits(ModelFamily family, boolean skip, boolean skipOutput) {
        if (skipOutput && family == ModelFamily.IMAGE_VAE) {
            throw new ImpossibleTrialException(
                    "skip-output = true is for model mlp-vae; the output layer of image-vae gets z whenever skip = true",
                    ModelKeys.SKIP_OUTPUT,
                    ModelKeys.MODEL);
        }
        if (skipOutput && !skip) {
            throw new ImpossibleTrialException(
                    "skip-output = true needs skip = true", ModelKeys.SKIP_OUTPUT, ModelKeys.SKIP);
        }
    }
}
