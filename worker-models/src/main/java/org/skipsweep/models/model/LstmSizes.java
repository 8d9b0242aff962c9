package org.skipsweep.models.model;

import java.util.List;
import org.skipsweep.models.engine.Input;

/**
 * What all text systems of Table 4 have in common (model spec A.3 and A.4).
 *
 * @param vocabulary number V of words, the special tokens included
 * @param embeddingUnits size E of a word vector
 * @param hiddenUnits size H of an LSTM's state, at least 2: ND4J computes those of one unit wrongly
 * @param dropout probability that a unit is left out in training, from 0 to below 1
 * @param initialRange every parameter starts uniform between this and its negative
 * @param nominalLength time steps of a typical sentence, for estimates of cost and memory
 */
public record LstmSizes(
        int vocabulary, int embeddingUnits, int hiddenUnits, double dropout, double initialRange, int nominalLength) {
    /** Name of the input that holds sentences. */
    public static final String TOKENS = "tokens";

    /** @throws IllegalArgumentException if a size is out of its range, naming it */
    public LstmSizes {
        require(vocabulary > 0, "vocabulary must be at least 1 but is " + vocabulary);
        require(embeddingUnits > 0, "embedding units must be at least 1 but are " + embeddingUnits);
        require(hiddenUnits > 1, "hidden units must be at least 2 but are " + hiddenUnits);
        require(dropout >= 0 && dropout < 1, "dropout must be from 0 to below 1 but is " + dropout);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException("model of text: " + problem);
        }
    }

    /** How sentences enter a graph: {@code <s> w_1 ... w_n </s>}, [B, n + 2]. */
    public Input.Tokens sentences() {
        return new Input.Tokens(TOKENS, List.of(Input.BATCH, Input.LENGTH));
    }
}
