package org.skipsweep.models.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.skipsweep.models.trial.result.Latents;

class SpecValidationTest {
    private static final int ALL = DataSpec.ALL;

    @Test
    void dataSizes_areAtLeastOneAndTwoForTesting() {
        refused(() -> data(0, 1, 2), "train-examples must be at least 1 but is 0");
        refused(() -> data(1, -3, 2), "validation-examples must be at least 1 but is -3");
        refused(() -> data(1, 1, 1), "test-examples must be at least 2 but is 1");
        assertThatCode(() -> data(1, 1, 2)).doesNotThrowAnyException();
    }

    @Test
    void binarization_fitsTheData() {
        refused(
                () -> new DataSpec(Dataset.MNIST, Binarization.NONE, ALL, ALL, ALL),
                "dataset mnist is grey and needs binarization dynamic or static");
        refused(
                () -> new DataSpec(Dataset.STROKES, Binarization.DYNAMIC, ALL, ALL, ALL),
                "dataset strokes is binary already and takes binarization none, not dynamic");
        refused(
                () -> new DataSpec(Dataset.BINARIZED_MNIST, Binarization.STATIC, ALL, ALL, ALL),
                "dataset binarized-mnist is binary already and takes binarization none, not static");
        assertThatCode(() -> new DataSpec(Dataset.MNIST, Binarization.STATIC, ALL, ALL, ALL))
                .doesNotThrowAnyException();
    }

    @Test
    void modelSizes_arePositive() {
        refused(() -> model(0, 2, true, false, 512), "latent-dim must be at least 1 but is 0");
        refused(() -> model(50, 0, true, false, 512), "decoder-layers must be at least 1 but is 0");
        refused(() -> model(50, 2, true, false, 0), "hidden-units must be at least 1 but is 0");
        assertThatCode(() -> model(1, 1, true, true, 1)).doesNotThrowAnyException();
    }

    @Test
    void skipOutput_needsSkip() {
        refused(() -> model(50, 2, false, true, 512), "skip-output = true needs skip = true");
    }

    @Test
    void skipOutput_isForTheMlpOnly() {
        refused(
                () -> new ModelSpec(ModelFamily.IMAGE_VAE, 20, 9, true, true, 512),
                "skip-output = true is for model mlp-vae; the output layer of image-vae gets z whenever skip = true");
    }

    @Test
    void optimization_isInRange() {
        refused(() -> optimization(0, 50, 1e-3, 5, 0, 1), "epochs must be at least 1 but is 0");
        refused(() -> optimization(1, 0, 1e-3, 5, 0, 1), "batch-size must be at least 1 but is 0");
        refused(() -> optimization(1, 50, 0, 5, 0, 1), "learning-rate must be a positive number but is 0");
        refused(() -> optimization(1, 50, -0.5, 5, 0, 1), "learning-rate must be a positive number but is -0.5");
        refused(() -> optimization(1, 50, Double.NaN, 5, 0, 1), "learning-rate must be a positive number but is NaN");
        refused(
                () -> optimization(1, 50, 1e-3, Double.POSITIVE_INFINITY, 0, 1),
                "gradient-clip must be a positive number but is Infinity");
        refused(() -> optimization(1, 50, 1e-3, 5, -1, 1), "kl-warmup-epochs must be at least 0 but is -1");
        refused(() -> optimization(1, 50, 1e-3, 5, 0, 1.5), "kl-start must lie between 0 and 1 but is 1.5");
        refused(() -> optimization(1, 50, 1e-3, 5, 0, Double.NaN), "kl-start must lie between 0 and 1 but is NaN");
    }

    @Test
    void averaging_isPositive() {
        refused(() -> new AveragingSpec(0, 20), "averaging.workers must be at least 1 but is 0");
        refused(() -> new AveragingSpec(2, 0), "averaging.frequency must be at least 1 but is 0");
        assertThat(new AveragingSpec(1, 20).enabled()).isFalse();
        assertThat(new AveragingSpec(2, 20).enabled()).isTrue();
    }

    @Test
    void latents_haveOneShape() {
        double[][] two = {{1, 2}, {3, 4}};
        double[][] ragged = {{1, 2}, {3}};
        refused(() -> new Latents(new double[0][], two, two, Optional.empty()), "latents hold no example");
        refused(
                () -> new Latents(two, new double[1][2], two, Optional.empty()),
                "latents differ in their number of examples");
        refused(
                () -> new Latents(two, two, two, Optional.of(new int[3])),
                "latents differ in their number of examples");
        refused(() -> new Latents(two, two, ragged, Optional.empty()), "latents of example 1 do not have 2 dimensions");
        Latents latents = new Latents(two, two, two, Optional.of(new int[2]));
        assertThat(latents.examples()).isEqualTo(2);
        assertThat(latents.latentDim()).isEqualTo(2);
    }

    private static DataSpec data(int train, int validation, int test) {
        return new DataSpec(Dataset.STROKES, Binarization.NONE, train, validation, test);
    }

    private static ModelSpec model(int latentDim, int layers, boolean skip, boolean skipOutput, int hidden) {
        return new ModelSpec(ModelFamily.MLP_VAE, latentDim, layers, skip, skipOutput, hidden);
    }

    private static OptimizationSpec optimization(
            int epochs, int batch, double rate, double clip, int warmup, double start) {
        return ImageTrials.adam(epochs, batch, rate, clip, warmup, start);
    }

    private static void refused(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
