package org.skipsweep.models.model;

import java.util.List;
import org.skipsweep.models.engine.Input;

/**
 * What all text systems of Table 4 have in common (model spec A.3 and A.4).
 *
 * @param vocabulary number V of words, the special tokens included
 * @param embeddingUnits size E of a word vector
 * @param hiddenUnits size H of an LSTM's state
 * @param dropout probability that a unit is left out in training, from 0 to below 1
 * @param initialRange every parameter starts uniform between this and its negative
 * @param nominalLength time steps of a typical sentence, for estimates of cost and memory
 */
public record LstmSizes(
        int vocabulary, int embeddingUnits, int hiddenUnits, double dropout, double initialRange, int nominalLength) {
    /** Name of the input that holds sentences. */
    public static final String TOKENS = "tokens";

    /** How sentences enter a graph: {@code <s> w_1 ... w_n </s>}, [B, n + 2]. */
    public Input.Tokens sentences() {
        return new Input.Tokens(TOKENS, List.of(Input.BATCH, Input.LENGTH));
    }
}
