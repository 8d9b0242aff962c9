package org.skipsweep.models.train;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.objective.DecoderLikelihood;

/** The decoder of a trained trial, with the parameters of its best epoch. Not safe for use by several threads at once. */
public final class TrainedDecoder {
    private static final int BATCH = 16;

    private final Evaluator evaluator;
    private final int pixels;
    private final int latentDim;
    private final StagingArrays arrays = new StagingArrays();

    TrainedDecoder(Evaluator evaluator, int pixels, int latentDim) {
        this.evaluator = evaluator;
        this.pixels = pixels;
        this.latentDim = latentDim;
    }

    /**
     * The decoder in the newest checkpoint of a trial, if one was kept.
     *
     * @param pixels of an image
     * @throws IOException if the checkpoint cannot be read
     */
    public static Optional<TrainedDecoder> newest(CheckpointFolder checkpoints, int pixels) throws IOException {
        return checkpoints.latest().map(Checkpoint::best).map(network -> of(network, pixels));
    }

    static TrainedDecoder of(MultiLayerNetwork network, int pixels) {
        ObjectiveLayerRuntime objective = Networks.objective(network);
        ObjectiveLayer layer = objective.layerConf();
        Evaluator evaluator =
                objective.engine().compile(layer.decoderGraph(network.params().dataType()), objective.paramTable());
        return new TrainedDecoder(evaluator, pixels, layer.latentDim());
    }

    /** Size D of the latent variable. */
    public int latentDim() {
        return latentDim;
    }

    /** Whether pixels depend on pixels before them in raster order, and not on z alone. */
    public boolean autoregressive() {
        float[][] black = {new float[pixels]};
        float[][] white = {new float[pixels]};
        Arrays.fill(white[0], 1f);
        float[][] z = {new float[latentDim]};
        return !Arrays.equals(probabilities(black, z)[0], probabilities(white, z)[0]);
    }

    /**
     * Probabilities of the pixels, each given z and, for an autoregressive decoder, the pixels before it in {@code x}.
     *
     * @param x binary images, [N][pixels]
     * @param z latent variables, [N][D]
     * @return [N][pixels], 0 to 1
     */
    public float[][] probabilities(float[][] x, float[][] z) {
        float[][] probabilities = new float[z.length][];
        for (int from = 0; from < z.length; from += BATCH) {
            int count = Math.min(BATCH, z.length - from);
            System.arraycopy(batch(x, z, from, count), 0, probabilities, from, count);
        }
        return probabilities;
    }

    /**
     * Draws from p(x|z): every pixel is on where a uniform number of its own lies below its probability given z and the
     * pixels drawn before it.
     *
     * <p>This is pixel by pixel, and is computed for all pixels at once, again and again until no pixel changes: after the
     * n-th pass at least the first n pixels are what they would be one by one, since a pixel depends on none after it, and an
     * image that a pass leaves as it was is the one that drawing in order gives.
     *
     * @param z latent variables, [N][D]
     * @param random consumed in order of images and pixels
     * @return binary images, [N][pixels]
     */
    public float[][] draw(float[][] z, RandomGenerator random) {
        float[][] uniform = new float[z.length][pixels];
        for (float[] image : uniform) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                image[pixel] = random.nextFloat();
            }
        }
        float[][] x = new float[z.length][pixels];
        for (int from = 0; from < z.length; from += BATCH) {
            int count = Math.min(BATCH, z.length - from);
            boolean changed = true;
            for (int pass = 0; changed && pass <= pixels; pass++) {
                changed = threshold(x, uniform, batch(x, z, from, count), from);
            }
        }
        return x;
    }

    /** Turns pixels on or off by their probabilities; whether any changed. */
    private static boolean threshold(float[][] x, float[][] uniform, float[][] probabilities, int from) {
        boolean changed = false;
        for (int i = 0; i < probabilities.length; i++) {
            for (int pixel = 0; pixel < probabilities[i].length; pixel++) {
                float value = uniform[from + i][pixel] < probabilities[i][pixel] ? 1f : 0f;
                changed |= value != x[from + i][pixel];
                x[from + i][pixel] = value;
            }
        }
        return changed;
    }

    private float[][] batch(float[][] x, float[][] z, int from, int count) {
        Map<String, INDArray> inputs = Map.of(
                DecoderLikelihood.OBSERVATIONS,
                arrays.holding(DecoderLikelihood.OBSERVATIONS, flat(x, from, count, pixels), count, pixels),
                DecoderLikelihood.Z,
                arrays.holding(DecoderLikelihood.Z, flat(z, from, count, latentDim), count, latentDim));
        float[][] values = evaluator
                .evaluate(inputs, List.of(DecoderLikelihood.LOGITS))
                .get(DecoderLikelihood.LOGITS)
                .toFloatMatrix();
        for (float[] image : values) {
            for (int pixel = 0; pixel < image.length; pixel++) {
                image[pixel] = (float) (1 / (1 + Math.exp(-image[pixel])));
            }
        }
        return values;
    }

    private static float[] flat(float[][] rows, int from, int count, int width) {
        float[] flat = new float[count * width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows[from + i], 0, flat, i * width, width);
        }
        return flat;
    }
}
