package org.skipsweep.models.train;

import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/**
 * The perplexity of sentences under a trained model, measured again (model spec C.5).
 *
 * @param sentences how many
 * @param predictedTokens in them, the ends of sentences included
 * @param samples of z for each sentence; empty without a latent variable, where the perplexity is exact
 * @param values {@link Metric#ELBO}, {@link Metric#BOUND_PERPLEXITY} and, unless there are 0 samples, {@link
 *     Metric#PERPLEXITY}
 */
public record TestPerplexity(int sentences, long predictedTokens, OptionalInt samples, Measurements values) {

    /**
     * Measures as the trial's end did: with its own number of samples the same numbers, on the same kind of machine. Where
     * posteriors are refined, samples come from the refined ones.
     *
     * @param sentences the trial's test set
     * @param samples of z for each; empty for the trial's own number
     * @param progress told how many sentences are done, after each minibatch of the estimate
     * @throws IllegalArgumentException if the model was not trained on sentences like these
     * @throws InterruptedException if the thread was interrupted
     */
    public static TestPerplexity of(
            TrainedModel model, SentenceSet sentences, OptionalInt samples, IntConsumer progress)
            throws InterruptedException {
        model.requireFits(sentences);
        Evaluation evaluation =
                Evaluation.of(model.running(), sentences, model.evaluationBatch(), 1, model.testNoise());
        OptionalInt own = Perplexity.samples(model.spec());
        OptionalInt drawn = own.isEmpty() || samples.isEmpty() ? own : samples;
        Measurements perplexity = Perplexity.of(
                model.network(),
                model.device(),
                sentences,
                evaluation,
                drawn.orElse(0),
                new Draws(model.spec().seed()),
                progress);
        return new TestPerplexity(
                sentences.size(),
                sentences.predictedTokens().orElseThrow(),
                drawn,
                Measurements.of(Metric.ELBO, evaluation.elbo())
                        .and(evaluation.boundPerplexity())
                        .and(perplexity));
    }
}
