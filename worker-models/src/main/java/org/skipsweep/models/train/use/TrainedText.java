package org.skipsweep.models.train.use;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.skipsweep.models.data.text.Vocabulary;
import org.skipsweep.models.model.TextDecoder;
import org.skipsweep.models.objective.LanguageModelNll;
import org.skipsweep.models.objective.NextToken;
import org.skipsweep.models.objective.Objective;
import org.skipsweep.models.train.TrainedModel;

/**
 * The generative half of a trained model of text, with the parameters of its best epoch. It writes sentences word by word,
 * running over all words so far for each; {@code <pad>} and {@code <s>} are never written. Not safe for use by several threads
 * at once.
 */
public final class TrainedText implements AutoCloseable {
    private static final int BATCH = 32;

    private final NextToken next;
    private final int latentDim;

    private TrainedText(NextToken next, int latentDim) {
        this.next = next;
        this.latentDim = latentDim;
    }

    /**
     * That of a model.
     *
     * @throws IllegalArgumentException if it does not generate text
     */
    public static TrainedText of(TrainedModel model) {
        TextDecoder decoder = decoder(model.objective());
        return new TrainedText(
                new NextToken(decoder, model.engine(), model.memory(), model.dataType()), decoder.latentDim());
    }

    private static TextDecoder decoder(Objective objective) {
        if (objective instanceof LanguageModelNll likelihood) {
            return likelihood.model();
        }
        return objective
                .latentVariableModel()
                .filter(TextDecoder.class::isInstance)
                .map(TextDecoder.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("this model does not generate text"));
    }

    /** Size D of the latent variable; 0 if there is none. */
    public int latentDim() {
        return latentDim;
    }

    /**
     * The sentences of which every word is the likeliest one after those before it; of equally likely ones the first.
     *
     * @param z a latent variable for each, [N][D]
     * @param longest words of each at most
     * @return the words of each, without tokens for start and end
     */
    public int[][] likeliest(double[][] z, int longest) {
        return write(z, longest, sentence -> TrainedText::likeliest);
    }

    /**
     * Sentences of which every word is drawn from the distribution after those before it.
     *
     * @param z a latent variable for each, [N][D], D = 0 for a model without
     * @param longest words of each at most
     * @param randoms a generator for each, consumed once per word
     * @return the words of each, without tokens for start and end
     */
    public int[][] drawn(double[][] z, int longest, List<RandomGenerator> randoms) {
        return write(z, longest, sentence -> probabilities -> drawn(probabilities, randoms.get(sentence)));
    }

    /** Chooses a word by the logarithms of the probabilities. */
    private interface Choice {
        int of(double[] logProbabilities);
    }

    private int[][] write(double[][] z, int longest, IntFunction<Choice> choices) {
        int[][] sentences = new int[z.length][];
        for (int from = 0; from < z.length; from += BATCH) {
            int first = from;
            double[][] some = Arrays.copyOfRange(z, from, Math.min(z.length, from + BATCH));
            int[][] written = writeSome(some, longest, row -> choices.apply(first + row));
            System.arraycopy(written, 0, sentences, from, written.length);
        }
        return sentences;
    }

    private int[][] writeSome(double[][] z, int longest, IntFunction<Choice> choices) {
        int[][] tokens = new int[z.length][];
        Arrays.setAll(tokens, row -> new int[] {Vocabulary.START});
        List<Integer> open = new ArrayList<>();
        for (int row = 0; row < z.length; row++) {
            open.add(row);
        }
        for (int word = 0; word < longest && !open.isEmpty(); word++) {
            int[][] soFar = open.stream().map(row -> tokens[row]).toArray(int[][]::new);
            double[][] latent = open.stream().map(row -> z[row]).toArray(double[][]::new);
            double[][] logProbabilities = next.logProbabilities(soFar, latent);
            for (int i = open.size() - 1; i >= 0; i--) {
                int row = open.get(i);
                int chosen = choices.apply(row).of(logProbabilities[i]);
                if (chosen == Vocabulary.END) {
                    open.remove(i);
                } else {
                    tokens[row] = Arrays.copyOf(tokens[row], word + 2);
                    tokens[row][word + 1] = chosen;
                }
            }
        }
        return Arrays.stream(tokens)
                .map(sentence -> Arrays.copyOfRange(sentence, 1, sentence.length))
                .toArray(int[][]::new);
    }

    private static boolean isWritten(int token) {
        return token != Vocabulary.PAD && token != Vocabulary.START;
    }

    private static int likeliest(double[] logProbabilities) {
        int best = Vocabulary.UNKNOWN;
        for (int token = best + 1; token < logProbabilities.length; token++) {
            if (isWritten(token) && logProbabilities[token] > logProbabilities[best]) {
                best = token;
            }
        }
        return best;
    }

    private static int drawn(double[] logProbabilities, RandomGenerator random) {
        double total = 0;
        for (int token = 0; token < logProbabilities.length; token++) {
            total += isWritten(token) ? Math.exp(logProbabilities[token]) : 0;
        }
        double left = random.nextDouble() * total;
        int last = Vocabulary.END;
        for (int token = 0; token < logProbabilities.length; token++) {
            if (isWritten(token)) {
                last = token;
                left -= Math.exp(logProbabilities[token]);
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    @Override
    public void close() {
        next.close();
    }
}
