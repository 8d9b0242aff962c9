package org.skipsweep.models.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.skipsweep.models.data.SentenceSet;
import org.skipsweep.models.train.TrainedModel;
import org.skipsweep.models.train.use.TrainedEncoder;
import org.skipsweep.models.train.use.TrainedText;
import org.skipsweep.models.trial.random.Draws;
import org.skipsweep.models.trial.random.Draws.Purpose;

/**
 * What people look at first in a generative model of text. Words are separated by blanks.
 *
 * @param reconstructions of the first test documents; none without a latent variable
 * @param samples ancestral samples: z from the prior, if there is a latent variable, then word by word
 * @param interpolation between the first of these documents and the last; empty without a latent variable, or with one
 *     document
 */
public record TextSamples(
        List<Reconstruction> reconstructions, List<String> samples, Optional<Interpolation> interpolation) {
    /** Texts of an interpolation unless said otherwise. */
    public static final int STEPS = 5;

    /**
     * A document and what is left of it.
     *
     * @param document as the model sees it
     * @param text the likeliest words, one after the other, given the mean of its posterior
     */
    public record Reconstruction(String document, String text) {}

    /**
     * From one document to another.
     *
     * @param from the one
     * @param to the other
     * @param texts the likeliest words at equal steps from the posterior mean of the one to that of the other, both included
     */
    public record Interpolation(String from, String to, List<String> texts) {}

    /**
     * Reconstructions of the first test documents, as many samples, and an interpolation.
     *
     * @param test the trial's test set
     * @param count how many, at least 1
     * @param draws the trial's draws; a sample depends on them and on its own number
     * @throws IllegalArgumentException if the model was not trained on sentences like these
     */
    public static TextSamples of(TrainedModel model, SentenceSet test, int count, Draws draws) {
        model.requireFits(test);
        try (TrainedText decoder = TrainedText.of(model)) {
            Writer writer = new Writer(decoder, test);
            List<String> samples = writer.samples(count, draws);
            if (decoder.latentDim() == 0) {
                return new TextSamples(List.of(), samples, Optional.empty());
            }
            SentenceSet shown = test.first(count);
            double[][] means = TrainedEncoder.of(model).posteriors(shown).mean();
            List<String> texts = writer.likeliest(means);
            List<Reconstruction> reconstructions = IntStream.range(0, shown.size())
                    .mapToObj(i -> new Reconstruction(shown.text(i), texts.get(i)))
                    .toList();
            int last = shown.size() - 1;
            return new TextSamples(
                    reconstructions,
                    samples,
                    last == 0 ? Optional.empty() : Optional.of(interpolation(writer, shown, means, 0, last, STEPS)));
        }
    }

    /**
     * An interpolation only.
     *
     * @param test the trial's test set
     * @param from number of the one document, counted from 0
     * @param to number of the other
     * @param steps how many texts, at least 2
     * @throws IllegalArgumentException if the model has no latent variable, or was not trained on sentences like these
     */
    public static TextSamples between(TrainedModel model, SentenceSet test, int from, int to, int steps) {
        SentenceSet shown = test.first(Math.max(from, to) + 1);
        double[][] means = TrainedEncoder.of(model).posteriors(shown).mean();
        try (TrainedText decoder = TrainedText.of(model)) {
            return new TextSamples(
                    List.of(),
                    List.of(),
                    Optional.of(interpolation(new Writer(decoder, test), shown, means, from, to, steps)));
        }
    }

    private static Interpolation interpolation(
            Writer writer, SentenceSet shown, double[][] means, int from, int to, int steps) {
        double[][] between = LatentPath.between(means[from], means[to], steps);
        return new Interpolation(shown.text(from), shown.text(to), writer.likeliest(between));
    }

    /** Writes texts no longer than the longest sentence that could occur. */
    private record Writer(TrainedText decoder, SentenceSet sentences) {
        List<String> likeliest(double[][] z) {
            return texts(decoder.likeliest(z, sentences.longest()));
        }

        List<String> samples(int count, Draws draws) {
            List<RandomGenerator> randoms = IntStream.range(0, count)
                    .mapToObj(sample -> draws.of(Purpose.ANCESTRAL_SAMPLE, sample))
                    .toList();
            double[][] z = new double[count][decoder.latentDim()];
            for (int sample = 0; sample < count; sample++) {
                RandomGenerator random = randoms.get(sample);
                Arrays.setAll(z[sample], d -> random.nextGaussian());
            }
            return texts(decoder.drawn(z, sentences.longest(), randoms));
        }

        private List<String> texts(int[][] words) {
            return Stream.of(words).map(sentences.vocabulary()::text).toList();
        }
    }
}
