package org.skipsweep.models.train;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Binarizer;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.objective.Elbo;

/** The encoder of a trained trial, with the parameters of its best epoch. Not safe for use by several threads at once. */
public final class TrainedEncoder {
    private static final int BATCH = 500;

    private final MultiLayerNetwork network;
    private final StagingArrays arrays = new StagingArrays();

    private TrainedEncoder(MultiLayerNetwork network) {
        this.network = network;
    }

    /**
     * The encoder in the newest checkpoint of a trial, if one was kept.
     *
     * @throws IOException if the checkpoint cannot be read
     */
    public static Optional<TrainedEncoder> newest(CheckpointFolder checkpoints) throws IOException {
        return checkpoints.latest().map(checkpoint -> {
            checkpoint.network().params().assign(checkpoint.bestParameters());
            return new TrainedEncoder(checkpoint.network());
        });
    }

    /** Size D of the latent variable. */
    public int latentDim() {
        return Networks.objective(network).layerConf().latentDim();
    }

    /**
     * Means of q(z|x) for every image.
     *
     * @param images binary images, or grey ones, which are binarised once on the way
     * @param binarization consumed by grey pixels only
     * @return [N][D]
     */
    public float[][] posteriorMeans(ImageSet images, RandomGenerator binarization) {
        int pixels = images.pixelsPerImage();
        float[][] means = new float[images.size()][];
        int[] order = java.util.stream.IntStream.range(0, images.size()).toArray();
        for (int from = 0; from < means.length; from += BATCH) {
            int count = Math.min(BATCH, means.length - from);
            float[] observations = new float[count * pixels];
            Binarizer.draw(images, order, from, count, binarization, observations);
            float[][] batch = means(observations, count, pixels);
            System.arraycopy(batch, 0, means, from, count);
        }
        return means;
    }

    private float[][] means(float[] observations, int count, int pixels) {
        Map<String, INDArray> inputs = Map.of(
                Elbo.OBSERVATIONS, arrays.holding(Elbo.OBSERVATIONS, observations, count, pixels),
                Elbo.NOISE, arrays.holding(Elbo.NOISE, new float[count * latentDim()], count, latentDim()),
                Elbo.KL_WEIGHT, arrays.holding(Elbo.KL_WEIGHT, new float[count], count, 1));
        return Networks.objective(network)
                .evaluator()
                .evaluate(inputs, List.of(Elbo.POSTERIOR_MEAN))
                .get(Elbo.POSTERIOR_MEAN)
                .toFloatMatrix();
    }
}
