package org.skipsweep.models.train;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.skipsweep.models.data.Examples;
import org.skipsweep.models.engine.Device;
import org.skipsweep.models.metrics.ImportanceSampling;
import org.skipsweep.models.model.LatentVariableModel;
import org.skipsweep.models.objective.LatentLikelihood;
import org.skipsweep.models.trial.InferenceKeys;
import org.skipsweep.models.trial.TrialSpec;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.result.Measurements;
import org.skipsweep.models.trial.result.Metric;

/** The perplexity of sentences under a trained network (model spec C.5). */
final class Perplexity {
    private Perplexity() {}

    /**
     * Exact for a language model; estimated with the trial's number of samples where there is a latent variable, from the
     * refined posterior if it is refined; none if that number is 0 or the examples are no sentences.
     *
     * @param evaluation of the same examples
     * @throws InterruptedException if the thread was interrupted
     */
    static Measurements of(
            MultiLayerNetwork network, Device device, Examples sentences, Evaluation evaluation, TrialSpec spec)
            throws InterruptedException {
        int samples = samples(spec).orElse(0);
        return of(network, device, sentences, evaluation, samples, new Draws(spec.seed()), done -> {});
    }

    /** The trial's number of samples of z per sentence; empty for models without a latent variable, and for those of images. */
    static OptionalInt samples(TrialSpec spec) {
        return spec.find(InferenceKeys.PERPLEXITY_SAMPLES).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /**
     * Likewise with a number of samples.
     *
     * @param progress told how many examples are done, after each minibatch of the estimate
     */
    static Measurements of(
            MultiLayerNetwork network,
            Device device,
            Examples sentences,
            Evaluation evaluation,
            int samples,
            Draws draws,
            IntConsumer progress)
            throws InterruptedException {
        if (evaluation.predictedTokens().isEmpty()) {
            return Measurements.NONE;
        }
        long tokens = evaluation.predictedTokens().getAsLong();
        Optional<LatentVariableModel> model =
                Networks.objective(network).objective().latentVariableModel();
        if (model.isEmpty()) {
            double negative = evaluation.negativeLogLikelihood() * evaluation.examples();
            return Measurements.of(Metric.PERPLEXITY, ImportanceSampling.perplexity(negative, tokens));
        }
        if (samples == 0) {
            return Measurements.NONE;
        }
        ObjectiveLayerRuntime.Workplace workplace = Networks.workplace(network, device);
        ObjectiveLayer layer = Networks.objective(network).layerConf();
        int batchSize = layer.evaluationBatch();
        int chunk = Math.max(batchSize, layer.affordableBatch());
        try (LatentLikelihood likelihood = new LatentLikelihood(
                model.get(),
                workplace.engine(),
                workplace.memory(),
                network.params().dataType())) {
            double negative = new SampledLikelihood(likelihood, samples, chunk, draws, progress)
                    .negativeLogLikelihood(sentences, evaluation.posterior().orElseThrow(), batchSize);
            return Measurements.of(Metric.PERPLEXITY, ImportanceSampling.perplexity(negative, tokens));
        }
    }
}
