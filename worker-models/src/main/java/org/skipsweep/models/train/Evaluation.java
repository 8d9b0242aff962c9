package org.skipsweep.models.train;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.metrics.GaussianKl;
import org.skipsweep.models.metrics.ImportanceSampling;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/**
 * One pass over a set with KL weight 1 and one latent sample per example (model spec C.1). The network computes in single
 * precision; sums and the KL term are taken in double.
 *
 * @param negativeLogLikelihood mean -log p(x|z), in nats
 * @param kl mean analytic KL(q(z|x) || p(z)), in nats; 0 without a latent variable
 * @param posterior of every example; empty without a latent variable
 * @param examples how many
 * @param predictedTokens of all of them, if they are sentences
 */
record Evaluation(
        double negativeLogLikelihood,
        double kl,
        Optional<Estimate.Posteriors> posterior,
        int examples,
        OptionalLong predictedTokens) {

    /** The evidence lower bound, in nats. */
    double elbo() {
        return -negativeLogLikelihood - kl;
    }

    /** The perplexity of the bound, if the examples are sentences. */
    Measurements boundPerplexity() {
        return predictedTokens.isEmpty()
                ? Measurements.NONE
                : Measurements.of(
                        Metric.BOUND_PERPLEXITY,
                        ImportanceSampling.perplexity(-elbo() * examples, predictedTokens.getAsLong()));
    }

    /**
     * Measures.
     *
     * @param running evaluated with its current parameters
     * @param examples what is looked at
     * @param batchSize so many at a time
     * @param klWeight of the bound that posteriors are refined by, where they are; the bound that is reported has weight 1
     * @param noise of the latent samples
     */
    static Evaluation of(Running running, Examples examples, int batchSize, double klWeight, Noise noise) {
        int size = examples.size();
        double[][] mean = new double[size][];
        double[][] logVariance = new double[size][];
        double nll = 0;
        double kl = 0;
        int from = 0;
        boolean latent = false;
        Iterator<Batch> batches = examples.inOrder(batchSize);
        while (batches.hasNext()) {
            Batch batch = batches.next();
            Estimate estimate = running.estimate(new Draw(batch, klWeight, noise));
            for (double value : estimate.negativeLogLikelihood()) {
                nll += value;
            }
            latent = estimate.posterior().isPresent();
            if (latent) {
                Estimate.Posteriors posterior = estimate.posterior().get();
                for (int i = 0; i < batch.size(); i++) {
                    mean[from + i] = posterior.mean()[i];
                    logVariance[from + i] = posterior.logVariance()[i];
                    kl += GaussianKl.toStandardNormal(mean[from + i], logVariance[from + i]);
                }
            }
            from += batch.size();
        }
        return new Evaluation(
                nll / size,
                kl / size,
                latent ? Optional.of(new Estimate.Posteriors(mean, logVariance)) : Optional.empty(),
                size,
                examples.predictedTokens());
    }
}
