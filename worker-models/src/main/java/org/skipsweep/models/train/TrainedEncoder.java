package org.skipsweep.models.train;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.random.Draws;

/** The encoder of a trained trial, with the parameters of its best epoch. Not safe for use by several threads at once. */
public final class TrainedEncoder {
    private final Running running;
    private final int batchSize;
    private final int latentDim;

    private TrainedEncoder(MultiLayerNetwork network) {
        this.running = Networks.workplace(network, new Device.Cpu()).running();
        this.batchSize = Networks.objective(network).layerConf().evaluationBatch();
        this.latentDim = Networks.objective(network).layerConf().spec().model().latentDim();
    }

    /**
     * The encoder in the newest checkpoint of a trial, if one was kept.
     *
     * @throws IOException if the checkpoint cannot be read
     */
    public static Optional<TrainedEncoder> newest(CheckpointFolder checkpoints) throws IOException {
        return checkpoints.newest().map(Checkpoint::best).map(TrainedEncoder::new);
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
        return Arrays.stream(posteriors(images, binarization).mean())
                .map(TrainedEncoder::single)
                .toArray(float[][]::new);
    }

    /**
     * A draw from q(z|x) for every image.
     *
     * @param images as for {@link #posteriorMeans}
     * @param random consumed by grey pixels, then by the draws
     * @return [N][D]
     */
    public float[][] posteriorSamples(ImageSet images, RandomGenerator random) {
        Estimate.Posteriors posteriors = posteriors(images, random);
        float[][] z = new float[images.size()][latentDim];
        for (int i = 0; i < z.length; i++) {
            for (int d = 0; d < latentDim; d++) {
                double deviation = Math.exp(posteriors.logVariance()[i][d] / 2);
                z[i][d] = (float) (posteriors.mean()[i][d] + deviation * random.nextGaussian());
            }
        }
        return z;
    }

    private Estimate.Posteriors posteriors(ImageSet images, RandomGenerator binarization) {
        double[][] mean = new double[images.size()][];
        double[][] logVariance = new double[images.size()][];
        // The posterior does not depend on the sample that is drawn from it.
        Noise noise = Noise.of(new Draws(0).of(Draws.Purpose.LATENT_SAMPLE, 0));
        int from = 0;
        Iterator<Batch> batches = images.inOrder(batchSize, binarization);
        while (batches.hasNext()) {
            Batch batch = batches.next();
            Estimate.Posteriors posterior =
                    running.estimate(new Draw(batch, 1, noise)).posterior().orElseThrow();
            System.arraycopy(posterior.mean(), 0, mean, from, batch.size());
            System.arraycopy(posterior.logVariance(), 0, logVariance, from, batch.size());
            from += batch.size();
        }
        return new Estimate.Posteriors(mean, logVariance);
    }

    private static float[] single(double[] values) {
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        return single;
    }
}
