package org.skipsweep.models.train;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.metrics.ImportanceSampling;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.objective.LatentLikelihood;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
import org.skipsweep.models.trial.result.Latents;

/**
 * The likelihood of examples, estimated with several samples of each posterior (model spec C.5). An example's samples depend on
 * the trial's seed and on its own index, not on how examples are taken together.
 *
 * @param likelihood the decoder
 * @param samples of each posterior, at least 1
 * @param chunk rows of a pass through the decoder, at most
 * @param draws the trial's
 * @param progress told how many examples are done, after each minibatch
 */
record SampledLikelihood(LatentLikelihood likelihood, int samples, int chunk, Draws draws, IntConsumer progress) {

    /**
     * The sum over all examples of the estimate of -log p(x), in nats.
     *
     * @param posteriors of the examples
     * @param batchSize examples of a minibatch
     * @throws InterruptedException if the thread was interrupted
     */
    double negativeLogLikelihood(Examples examples, Estimate.Posteriors posteriors, int batchSize)
            throws InterruptedException {
        double sum = 0;
        int from = 0;
        Iterator<Batch> batches = examples.inOrder(batchSize);
        while (batches.hasNext()) {
            Batch batch = batches.next();
            for (double[] logWeights : logWeights(batch, from, posteriors)) {
                sum -= ImportanceSampling.logLikelihood(logWeights);
            }
            from += batch.size();
            progress.accept(from);
        }
        return sum;
    }

    /** Of each example all its samples, [B][samples]. */
    private double[][] logWeights(Batch batch, int from, Estimate.Posteriors posteriors) throws InterruptedException {
        double[][] logWeights = new double[batch.size()][samples];
        RandomGenerator[] generators = new RandomGenerator[batch.size()];
        Arrays.setAll(generators, i -> draws.of(Purpose.IMPORTANCE_SAMPLE, from + i));
        int atOnce = Math.max(1, Math.min(samples, chunk / batch.size()));
        for (int first = 0; first < samples; first += atOnce) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the estimate of the likelihood was interrupted");
            }
            int count = Math.min(atOnce, samples - first);
            double[][] z = new double[count * batch.size()][];
            Arrays.setAll(z, row -> {
                int example = row % batch.size();
                return Latents.sample(
                        generators[example],
                        posteriors.mean()[from + example],
                        posteriors.logVariance()[from + example]);
            });
            double[] negative = likelihood.negative(
                    batch.times(count),
                    Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray());
            for (int row = 0; row < z.length; row++) {
                int example = row % batch.size();
                logWeights[example][first + row / batch.size()] = ImportanceSampling.logWeight(
                        negative[row],
                        z[row],
                        posteriors.mean()[from + example],
                        posteriors.logVariance()[from + example]);
            }
        }
        return logWeights;
    }
}
