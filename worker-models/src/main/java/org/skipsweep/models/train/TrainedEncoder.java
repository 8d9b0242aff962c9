package org.skipsweep.models.train;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Binarizer;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.objective.Elbo;

/** The encoder of a trained trial, with the parameters of its best epoch. Not safe for use by several threads at once. */
public final class TrainedEncoder {
    private final ObjectiveLayerRuntime objective;
    private final int latentDim;
    private final StagingArrays arrays = new StagingArrays();

    private TrainedEncoder(MultiLayerNetwork network) {
        this.objective = Networks.objective(network);
        this.latentDim = objective.layerConf().latentDim();
    }

    /**
     * The encoder in the newest checkpoint of a trial, if one was kept.
     *
     * @throws IOException if the checkpoint cannot be read
     */
    public static Optional<TrainedEncoder> newest(CheckpointFolder checkpoints) throws IOException {
        return checkpoints.latest().map(Checkpoint::best).map(TrainedEncoder::new);
    }

    /** Size D of the latent variable. */
    public int latentDim() {
        return latentDim;
    }

    /**
     * Means of q(z|x) for every image.
     *
     * @param images binary images, or grey ones, which are binarised once on the way
     * @param binarization consumed by grey pixels only
     * @return [N][D]
     */
    public float[][] posteriorMeans(ImageSet images, RandomGenerator binarization) {
        return posteriors(images, binarization).mean();
    }

    /**
     * A draw from q(z|x) for every image.
     *
     * @param images as for {@link #posteriorMeans}
     * @param random consumed by grey pixels, then by the draws
     * @return [N][D]
     */
    public float[][] posteriorSamples(ImageSet images, RandomGenerator random) {
        Posteriors posteriors = posteriors(images, random);
        float[][] z = new float[images.size()][latentDim];
        for (int i = 0; i < z.length; i++) {
            for (int d = 0; d < latentDim; d++) {
                double deviation = Math.exp(posteriors.logVariance()[i][d] / 2);
                z[i][d] = (float) (posteriors.mean()[i][d] + deviation * random.nextGaussian());
            }
        }
        return z;
    }

    private record Posteriors(float[][] mean, float[][] logVariance) {}

    private Posteriors posteriors(ImageSet images, RandomGenerator binarization) {
        int pixels = images.pixelsPerImage();
        int size = images.size();
        int batch = objective.layerConf().evaluationBatch();
        Posteriors all = new Posteriors(new float[size][], new float[size][]);
        int[] order = IntStream.range(0, size).toArray();
        for (int from = 0; from < size; from += batch) {
            int count = Math.min(batch, size - from);
            float[] observations = new float[count * pixels];
            Binarizer.draw(images, order, from, count, binarization, observations);
            Map<String, INDArray> values = objective
                    .evaluator()
                    .evaluate(inputs(observations, count, pixels), List.of(Elbo.POSTERIOR_MEAN, Elbo.LOG_VARIANCE));
            System.arraycopy(values.get(Elbo.POSTERIOR_MEAN).toFloatMatrix(), 0, all.mean(), from, count);
            System.arraycopy(values.get(Elbo.LOG_VARIANCE).toFloatMatrix(), 0, all.logVariance(), from, count);
        }
        return all;
    }

    private Map<String, INDArray> inputs(float[] observations, int count, int pixels) {
        return Map.of(
                Elbo.OBSERVATIONS, arrays.holding(Elbo.OBSERVATIONS, observations, count, pixels),
                Elbo.NOISE, arrays.holding(Elbo.NOISE, new float[count * latentDim], count, latentDim),
                Elbo.KL_WEIGHT, arrays.holding(Elbo.KL_WEIGHT, new float[count], count, 1));
    }
}
