package org.skipsweep.models.train.use;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.engine.Evaluator;
import org.skipsweep.models.engine.Input;
import org.skipsweep.models.engine.LossGraph;
import org.skipsweep.models.model.Decoder;
import org.skipsweep.models.objective.DecoderLikelihood;
import org.skipsweep.models.objective.InputArrays;
import org.skipsweep.models.train.CheckpointFolder;
import org.skipsweep.models.train.TrainedModel;

/** The decoder of a trained trial, with the parameters of its best epoch. Not safe for use by several threads at once. */
public final class TrainedDecoder {
    private static final int BATCH = 16;

    private final Evaluator evaluator;
    private final int pixels;
    private final int latentDim;
    private final InputArrays arrays;
    private final Input observations;
    private final Input latent;

    private TrainedDecoder(LossGraph graph, Evaluator evaluator, Decoder decoder) {
        this.evaluator = evaluator;
        this.pixels = decoder.pixels();
        this.latentDim = decoder.latentDim();
        this.arrays = new InputArrays(DataType.FLOAT);
        this.observations = graph.inputs().get(0);
        this.latent = graph.inputs().get(1);
    }

    /**
     * The decoder in the newest checkpoint of a trial, if one was kept.
     *
     * @throws IOException if the checkpoint cannot be read
     * @throws IllegalArgumentException if the trial's model does not generate images
     */
    public static Optional<TrainedDecoder> newest(CheckpointFolder checkpoints) throws IOException {
        return TrainedModel.newest(checkpoints).map(TrainedDecoder::of);
    }

    /**
     * The decoder of a model.
     *
     * @throws IllegalArgumentException if it does not generate images
     */
    public static TrainedDecoder of(TrainedModel model) {
        Decoder decoder = model.objective()
                .latentVariableModel()
                .filter(Decoder.class::isInstance)
                .map(Decoder.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("this model does not generate images"));
        LossGraph graph = DecoderLikelihood.graph(decoder, model.dataType());
        return new TrainedDecoder(graph, model.engine().compile(graph, model.memory()), decoder);
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
            int to = Math.min(z.length, from + BATCH);
            float[][] batch = batch(Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(z, from, to));
            System.arraycopy(batch, 0, probabilities, from, to - from);
        }
        return probabilities;
    }

    /** Probabilities of the pixels given z alone, for a decoder that is not autoregressive. */
    public float[][] probabilities(float[][] z) {
        return probabilities(new float[z.length][pixels], z);
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
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int i = 0; i < z.length; i++) {
            waiting.add(i);
        }
        List<Integer> active = new ArrayList<>();
        int[] passes = new int[z.length];
        while (!waiting.isEmpty() || !active.isEmpty()) {
            while (!waiting.isEmpty() && active.size() < BATCH) {
                active.add(waiting.remove());
            }
            float[][] probabilities = batch(rows(x, active), rows(z, active));
            for (int row = active.size() - 1; row >= 0; row--) {
                int image = active.get(row);
                boolean changed = threshold(x[image], uniform[image], probabilities[row]);
                // Rounding may differ a little with what stands after a pixel; that must not go on for ever.
                if (!changed || ++passes[image] > pixels) {
                    active.remove(row);
                }
            }
        }
        return x;
    }

    private static float[][] rows(float[][] all, List<Integer> rows) {
        return rows.stream().map(row -> all[row]).toArray(float[][]::new);
    }

    /** Turns pixels on or off by their probabilities; whether any changed. */
    private static boolean threshold(float[] x, float[] uniform, float[] probabilities) {
        boolean changed = false;
        for (int pixel = 0; pixel < x.length; pixel++) {
            float value = uniform[pixel] < probabilities[pixel] ? 1f : 0f;
            changed |= value != x[pixel];
            x[pixel] = value;
        }
        return changed;
    }

    /** Probabilities for at most {@link #BATCH} images; batches are filled up, so that all have one size. */
    private float[][] batch(float[][] x, float[][] z) {
        Map<String, INDArray> inputs = Map.of(
                observations.name(), arrays.holding(observations, BATCH, flat(x, pixels)),
                latent.name(), arrays.holding(latent, BATCH, flat(z, latentDim)));
        float[][] values = evaluator
                .evaluate(inputs, List.of(DecoderLikelihood.LOGITS))
                .get(DecoderLikelihood.LOGITS)
                .toFloatMatrix();
        for (float[] image : values) {
            for (int pixel = 0; pixel < image.length; pixel++) {
                image[pixel] = (float) (1 / (1 + Math.exp(-image[pixel])));
            }
        }
        return Arrays.copyOf(values, x.length);
    }

    private static float[] flat(float[][] rows, int width) {
        float[] flat = new float[BATCH * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return flat;
    }
}
