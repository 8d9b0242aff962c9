package org.skipsweep.models.trial;

/** Which values of different keys cannot stand together. */
final class TrialRules {
    private TrialRules() {}

    /** @throws ImpossibleTrialException at the first rule that {@code spec} breaks */
    static void check(TrialSpec spec) {
        if (spec.find(DataKeys.BINARIZATION).isPresent()) {
            binarizationFits(spec.get(DataKeys.DATASET), spec.get(DataKeys.BINARIZATION));
        }
        if (spec.find(ModelKeys.SKIP_OUTPUT).isPresent()) {
            skipOutputFits(spec.family(), spec.get(ModelKeys.SKIP), spec.get(ModelKeys.SKIP_OUTPUT));
        }
        if (spec.family() == ModelFamily.NO_OP && spec.averaging().enabled()) {
            throw new ImpossibleTrialException(
                    "averaging.workers = " + spec.averaging().workers() + " needs a model that trains, not model = "
                            + spec.family().label(),
                    ExecutionKeys.AVERAGING_WORKERS,
                    ModelKeys.MODEL);
        }
        if (spec.engine() == EngineKind.ND4J && spec.precision() != Precision.FP32) {
            throw new ImpossibleTrialException(
                    "precision = " + spec.precision().label()
                            + " needs engine = libtorch or auto; engine = nd4j computes in fp32 only",
                    ExecutionKeys.PRECISION,
                    ExecutionKeys.ENGINE);
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
