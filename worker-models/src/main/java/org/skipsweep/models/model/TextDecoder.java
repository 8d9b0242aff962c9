package org.skipsweep.models.model;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.skipsweep.models.engine.Input;

/** The generative half of a model of text: p(w_t | w_0 .. w_{t-1}, z) of every token, z where there is a latent variable. */
public sealed interface TextDecoder permits LstmLanguageModel, LstmVae {
    /** Name of the input that holds latent variables, [B, D]. */
    String LATENT = "z";

    /** How sentences enter the graph. */
    Input.Tokens observation();

    /** Size D of the latent variable; 0 if there is none. */
    int latentDim();

    /**
     * What comes after the words so far. Declares {@link #observation} as an input, of which the last token stands for the one
     * looked for and is not looked at, and {@link #LATENT} if there is a latent variable.
     *
     * @return log p of every word of the vocabulary at the last step, [B, V], in nats
     */
    SDVariable nextLogProbabilities(Layers layers);

    /** How a latent variable of size {@code latentDim} enters the graph. */
    static Input.Free latent(int latentDim) {
        return new Input.Free(LATENT, List.of(Input.BATCH, (long) latentDim));
    }
}
