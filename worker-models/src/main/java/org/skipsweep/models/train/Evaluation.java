package org.skipsweep.models.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.Batch;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.metrics.GaussianKl;
import org.skipsweep.models.metrics.ImportanceSampling;
import org.skipsweep.models.objective.Draw;
import org.skipsweep.models.objective.Estimate;
import org.skipsweep.models.objective.Noise;
import org.skipsweep.models.objective.Running;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;
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
     * The latent samples' generator for a trial's test set. It makes a measurement of the same model on the same examples give the
     * same numbers again.
     */
    static RandomGenerator testGenerator(Draws draws) {
        return draws.of(Purpose.TEST_NOISE, 0);
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
        List<Estimate.Posteriors> parts = new ArrayList<>();
        double nll = 0;
        Iterator<Batch> batches = examples.inOrder(batchSize);
        while (batches.hasNext()) {
            Estimate estimate = running.estimate(new Draw(batches.next(), klWeight, noise));
            for (double value : estimate.negativeLogLikelihood()) {
                nll += value;
            }
            estimate.posterior().ifPresent(parts::add);
        }
        Estimate.Posteriors posteriors = Estimate.Posteriors.joined(parts);
        double kl = 0;
        for (int i = 0; i < posteriors.mean().length; i++) {
            kl += GaussianKl.toStandardNormal(posteriors.mean()[i], posteriors.logVariance()[i]);
        }
        return new Evaluation(
                nll / size,
                kl / size,
                parts.isEmpty() ? Optional.empty() : Optional.of(posteriors),
                size,
                examples.predictedTokens());
    }
}
