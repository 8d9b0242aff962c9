package org.skipsweep.models.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.skipsweep.models.data.Binarizer;
import org.skipsweep.models.data.ImageSet;
import org.skipsweep.models.metrics.GaussianKl;
import org.skipsweep.models.objective.Elbo;
import org.skipsweep.models.trial.Draws;
import org.skipsweep.models.trial.Draws.Purpose;

/**
 * One pass over a set of binary images with KL weight 1 and one latent sample per image (model spec C.1). The network
 * computes in single precision; sums and the KL term are taken in double.
 *
 * @param negativeLogLikelihood mean -log p(x|z), in nats
 * @param kl mean analytic KL(q(z|x) || p(z)), in nats
 * @param posteriorMean [N][D]
 * @param logVariance [N][D]
 */
record Evaluation(double negativeLogLikelihood, double kl, double[][] posteriorMean, double[][] logVariance) {

    /** The evidence lower bound, in nats. */
    double elbo() {
        return -negativeLogLikelihood - kl;
    }

    /**
     * @param network evaluated with its current parameters
     * @param images binary images
     * @param draws the trial's draws
     * @param purpose which noise to use
     * @param step distinguishes passes with the same purpose
     * @param arrays carry the images into the network
     */
    static Evaluation of(
            MultiLayerNetwork network, ImageSet images, Draws draws, Purpose purpose, long step, StagingArrays arrays) {
        ObjectiveLayerRuntime objective = Networks.objective(network);
        int latentDim = objective.layerConf().latentDim();
        int batch = objective.layerConf().evaluationBatch();
        int size = images.size();
        int[] order = IntStream.range(0, size).toArray();
        RandomGenerator random = draws.of(purpose, step);
        double[][] posteriorMean = new double[size][];
        double[][] logVariance = new double[size][];
        double nll = 0;
        double kl = 0;
        for (int from = 0; from < size; from += batch) {
            int count = Math.min(batch, size - from);
            Map<String, INDArray> inputs = Map.of(
                    Elbo.OBSERVATIONS,
                    arrays.holding(
                            Elbo.OBSERVATIONS,
                            observations(images, order, from, count, random),
                            count,
                            images.pixelsPerImage()),
                    Elbo.NOISE,
                    arrays.holding(Elbo.NOISE, noise(count, latentDim, random), count, latentDim),
                    Elbo.KL_WEIGHT,
                    arrays.holding(Elbo.KL_WEIGHT, ones(count), count, 1));
            Map<String, INDArray> values = objective
                    .evaluator()
                    .evaluate(inputs, List.of(Elbo.NEGATIVE_LOG_LIKELIHOOD, Elbo.POSTERIOR_MEAN, Elbo.LOG_VARIANCE));
            for (double value : values.get(Elbo.NEGATIVE_LOG_LIKELIHOOD).toDoubleVector()) {
                nll += value;
            }
            double[][] means = values.get(Elbo.POSTERIOR_MEAN).toDoubleMatrix();
            double[][] logVariances = values.get(Elbo.LOG_VARIANCE).toDoubleMatrix();
            for (int i = 0; i < count; i++) {
                posteriorMean[from + i] = means[i];
                logVariance[from + i] = logVariances[i];
                kl += GaussianKl.toStandardNormal(means[i], logVariances[i]);
            }
        }
        return new Evaluation(nll / size, kl / size, posteriorMean, logVariance);
    }

    private static float[] observations(ImageSet images, int[] order, int from, int count, RandomGenerator random) {
        float[] pixels = new float[count * images.pixelsPerImage()];
        Binarizer.draw(images, order, from, count, random, pixels);
        return pixels;
    }

    private static float[] noise(int count, int latentDim, RandomGenerator random) {
        float[] noise = new float[count * latentDim];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1f);
        return ones;
    }
}
